/** Single values as CometBFT's JSON has them, each in its one form. */
import { z } from 'zod'
import { hexToBytes } from '../codec/hex.ts'
import { decodeBase64 } from '../log/base64.ts'
import { parseDecimal } from '../log/bytes.ts'
import type { BlockId } from './header.ts'
import { type Instant, parseInstant } from './time.ts'

export const keyType = 'tendermint/PubKeyEd25519'

export const text = z.string().max(256)
export const hex = (...lengths: readonly number[]) =>
  text
    .refine((value) => /^(?:[0-9A-F]{2})*$/.test(value) && lengths.includes(value.length / 2))
    .transform((value) => hexToBytes(value.toLowerCase()))
export const base64 = (length: number) =>
  text.transform((value, context): Uint8Array => {
    const bytes = decodeBase64(value)
    if (bytes?.length === length) return bytes
    context.addIssue({ code: 'custom', message: `no base64 of ${length} bytes` })
    return z.NEVER
  })
export const number = (min: number) =>
  text.transform((value, context): number => {
    const parsed = parseDecimal(value)
    if (parsed !== undefined && parsed >= min) return parsed
    context.addIssue({ code: 'custom', message: 'no decimal number' })
    return z.NEVER
  })
export const instant = text.transform((value, context): Instant => {
  const parsed = parseInstant(value)
  if (parsed) return parsed
  context.addIssue({ code: 'custom', message: 'no time as RFC 3339 has it, in UTC' })
  return z.NEVER
})
export const chainId = z.string().min(1).max(50)
export const small = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
export const publicKey = z.strictObject({ type: z.literal(keyType), value: base64(32) })

export const blockId = (...lengths: readonly number[]) =>
  z
    .strictObject({ hash: hex(...lengths), parts: z.strictObject({ total: small, hash: hex(...lengths) }) })
    .transform(({ hash, parts }): BlockId => ({ hash, partCount: parts.total, partsHash: parts.hash }))
