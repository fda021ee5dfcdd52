/** The tree of a group, built again from everything that ever happened to it. */
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { bytesToNumber, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { appendLeaf, replaceLeaf, rootOf } from '@maru/kernel/membership/tree.ts'
import { fault } from '../report.ts'

export const createGroup = () => {
  const values = new Map<string, bigint>()
  const nodes = {
    get: (level: number, index: number): bigint => values.get(`${level}/${index}`) ?? 0n,
    put: (level: number, index: number, value: bigint): void => void values.set(`${level}/${index}`, value),
  }
  let size = 0
  let version = 0
  return {
    change: (change: { readonly version: number; readonly index: number; readonly leaf: string }): void => {
      if (change.version !== ++version || change.index > size)
        throw fault('V9-group', `change ${change.version} of the group does not follow the one before it`)
      const leaf = bytesToNumber(hexToBytes(change.leaf))
      if (change.index === size) appendLeaf(nodes, size++, leaf)
      else replaceLeaf(nodes, size, change.index, leaf)
    },
    /** Leaves that are no zero: who left has one no more. */
    members: (): number => {
      let members = 0
      for (let index = 0; index < size; index++) if (nodes.get(0, index) !== 0n) members++
      return members
    },
    root: (): string => bytesToHex(numberToBytes(rootOf(nodes, size))),
  }
}
