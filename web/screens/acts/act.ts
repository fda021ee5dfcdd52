/** An act out of the log, for people to read. */
import '../../city/zod-without-eval.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Algorithm } from '@maru/kernel/crypto/host.ts'
import type { Entry } from '@maru/kernel/entry.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { hash } from '../../city/hash.ts'

export interface Act {
  readonly id: string
  readonly chain: string
  readonly service: string
  readonly action: string
  readonly input: CborValue
  readonly keyId: string
  /** Milliseconds since 1970. */
  readonly validUntil: number
  /** Of a member's act, how it was proved. */
  readonly algorithm: Algorithm | 'Semaphore'
  readonly events: readonly Event[]
  /** Its code, when the rules refused it. */
  readonly refusal?: string
}

/** Undefined when the entry holds no transaction that can be read. */
export const actOf = (entry: Extract<Entry, { kind: 'transaction' }>) => {
  const parsed = parseTransaction(entry.bytes, hash)
  if (!parsed.ok) return undefined
  const transaction = parsed.value
  const { id, chain, service, action, input, keyId, validUntil } = transaction
  const outcome =
    'events' in entry.receipt
      ? { events: entry.receipt.events }
      : { events: [], refusal: entry.receipt.refusal.code }
  const algorithm = transaction.check?.algorithm ?? 'Semaphore'
  const act: Act = { id, chain, service, action, input, keyId, validUntil, algorithm, ...outcome }
  return { act, transaction }
}
