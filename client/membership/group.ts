/**
 * A group as it was at the version that a poll names, built from the changes on the ledger. Whoever asks for all of them
 * tells nobody which member they are; asking for the path of one leaf would.
 */
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { bytesToNumber, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createGroupTree, type GroupTree } from '@maru/kernel/membership/tree.ts'

/** Of `residents/group-changes`. */
export interface GroupChange {
  readonly version: number
  readonly index: number
  /** Hexadecimal. */
  readonly leaf: string
}

export interface NamedGroup {
  readonly group: string
  readonly version: number
  /** 64 hexadecimal digits. */
  readonly root: string
}

/** A page of the changes after one, in order; undefined where there is no such group. */
export type ReadChanges = (group: string, after: number) => Promise<readonly GroupChange[] | undefined>

/** Throws when what is read does not give the root that was named: then the city has shown something else. */
export const readGroup = async (named: NamedGroup, read: ReadChanges): Promise<GroupTree> => {
  const leaves: bigint[] = []
  for (let after = 0; after < named.version;) {
    const page = await read(named.group, after)
    const last = page?.at(-1)
    if (!page || !last || last.version <= after) break
    for (const { version, index, leaf } of page)
      if (version <= named.version) leaves[index] = bytesToNumber(hexToBytes(leaf))
    after = last.version
  }
  const tree = createGroupTree(leaves)
  if (bytesToHex(numberToBytes(tree.root)) !== named.root)
    throw new Error(`the changes of ${named.group} do not give the root that was named`)
  return tree
}
