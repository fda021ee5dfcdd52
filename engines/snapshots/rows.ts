/**
 * A chunk of the state: its rows in the order of the SHA-256 of their keys, each
 *
 *   length of the key (2 bytes) | key | length of the value (4) | value
 *
 * Numbers are big-endian. There is one way to write a set of rows, so a chunk is the same bytes on every node.
 */
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import { createSubtreeHasher, splitAt, type Leaf } from '@maru/kernel/state-tree/subtree.ts'
import { compareBytes } from '@maru/kernel/state-tree/hashing.ts'
import { windowPrefix } from '@maru/kernel/system-tables.ts'
import { sha256 } from '../host.ts'

export interface HashedRow extends Leaf {
  readonly key: string
  readonly value: Uint8Array
  /** As it stands in a chunk. */
  readonly bytes: Uint8Array
}

export const rowBytesOf = (key: string, value: Uint8Array): number => FIXED + key.length + value.length

/** Writes the row at this place. */
export const writeRow = (target: Buffer, at: number, key: string, value: Uint8Array): void => {
  target.writeUInt16BE(key.length, at)
  target.write(key, at + 2, 'latin1')
  target.writeUInt32BE(value.length, at + 2 + key.length)
  target.set(value, at + FIXED + key.length)
}

/** In the order in which they stand. Undefined when the bytes are not rows from first to last. */
export const readRows = (bytes: Uint8Array): HashedRow[] | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const rows: HashedRow[] = []
  for (let at = 0; at < buffer.length;) {
    if (at + 2 > buffer.length) return undefined
    const valueAt = at + FIXED + buffer.readUInt16BE(at)
    if (valueAt > buffer.length) return undefined
    const end = valueAt + buffer.readUInt32BE(valueAt - 4)
    if (end > buffer.length) return undefined
    const key = buffer.toString('latin1', at + 2, valueAt - 4)
    const value = bytes.subarray(valueAt, end)
    rows.push({
      key,
      value,
      bytes: bytes.subarray(at, end),
      keyHash: sha256(latin1ToBytes(key)),
      valueHash: sha256(value),
    })
    at = end
  }
  return rows
}

export const sortRows = (rows: HashedRow[]): HashedRow[] =>
  rows.sort((a, b) => compareBytes(a.keyHash, b.keyHash))

/** The subtree that sorted rows make from this depth on. */
export const subtreeOfRows = (rows: readonly HashedRow[], depth: number): Uint8Array => subtreeOf(rows, depth)

/** The first of sorted rows whose key hash has a one at this depth. */
export const splitRows = (rows: readonly HashedRow[], depth: number): number =>
  splitAt(rows, 0, rows.length, depth)

/** Whether these rows can stand in a chunk of this prefix: in strict order, beneath it, and none that no root covers. */
export const areRowsOf = (rows: readonly HashedRow[], prefix: string): boolean =>
  rows.every(
    ({ key, keyHash }, at) =>
      !key.startsWith(windowPrefix) && (at === 0 || compareBytes(rows[at - 1]!.keyHash, keyHash) < 0),
  ) &&
  [rows[0], rows.at(-1)].every((row) => row === undefined || bitsOf(row.keyHash, prefix.length) === prefix)

const { subtreeOf } = createSubtreeHasher(sha256)

const bitsOf = (hash: Uint8Array, count: number): string =>
  Array.from(hash.subarray(0, Math.ceil(count / 8)), (byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, count)

const FIXED = 6
