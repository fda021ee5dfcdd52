import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Recorded } from '@maru/kernel/ledger.ts'

/** JSON of what rules and queries give: bytes as lower-case hexadecimal, bigints as decimal text. */
export const toJson = (value: unknown): string => JSON.stringify(plain(value))

const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return bytesToHex(value)
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

/** Written by hand: this is the answer to every transaction. `id` is hexadecimal and needs no escaping. */
export const receiptJson = ({ id, index, height, time, receipt }: Recorded, proof?: string): string => {
  const outcome =
    'events' in receipt
      ? `"events":${JSON.stringify(receipt.events)}`
      : `"refusal":${JSON.stringify(receipt.refusal.code)}`
  const end = proof === undefined ? '}' : `,"proof":${JSON.stringify(proof)}}`
  return `{"id":"${id}","index":${index},"height":${height},"time":${time},${outcome}${end}`
}

export const jsonType = 'application/json; charset=utf-8'
