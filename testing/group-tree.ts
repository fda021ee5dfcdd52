/** A whole group for tests, built from the changes on the ledger as an auditor may; devices take tiles instead. */
import type { NamedGroup } from '@maru/client/membership/group-path.ts'
import type { Identity } from '@maru/client/membership/identity.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { bytesToNumber, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createGroupTree, type GroupTree, type MemberPath } from '@maru/kernel/membership/tree.ts'

/** Of `residents/group-changes`. */
export interface GroupChange {
  readonly version: number
  readonly index: number
  /** Hexadecimal. */
  readonly leaf: string
}

/** A page of the changes after one, in order. */
export type ReadChanges = (group: string, after: number) => Promise<readonly GroupChange[]>

export const readGroup = async (named: NamedGroup, read: ReadChanges): Promise<GroupTree> => {
  const leaves: bigint[] = []
  for (let after = 0; after < named.version;) {
    const page = await read(named.group, after)
    for (const { version, index, leaf } of page)
      if (version <= named.version) leaves[index] = bytesToNumber(hexToBytes(leaf))
    after = page.at(-1)?.version ?? named.version
  }
  const tree = createGroupTree(leaves)
  if (bytesToHex(numberToBytes(tree.root)) !== named.root)
    throw new Error(`the changes of ${named.group} do not give the root that was named`)
  return tree
}

export const pathOf = (tree: GroupTree, { commitment }: Pick<Identity, 'commitment'>): MemberPath => {
  const at = tree.leaves.indexOf(commitment)
  if (at < 0) throw new Error('this identity is not in the group')
  return tree.pathTo(at)
}
