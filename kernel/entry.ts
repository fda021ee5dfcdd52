/**
 * What stands in the log, one canonical CBOR array an entry:
 *
 *   [0, genesis]                                        the first entry
 *   [1, transaction, [[event, data], ...] | code]       what was asked, and what came of it; an event of another
 *                                                       service, which heard the first, is named `service.event`
 *   [2, height, time, count, state root, [[service, event, data], ...]]   the seal after the block's transactions;
 *                                                       its events are those of timers that were due
 */
import { decode, encode, type CborValue } from './codec/cbor.ts'
import { refuse } from './refusal.ts'
import type { Event, Receipt, SaidEvent } from './execute.ts'
import { genesisSchema, type Genesis } from './genesis.ts'

export interface Seal {
  readonly height: number
  readonly time: number
  /** Transactions in this block. */
  readonly count: number
  readonly stateRoot: Uint8Array
  readonly timerEvents: readonly SaidEvent[]
}

export type Entry =
  | { readonly kind: 'genesis'; readonly genesis: Genesis }
  | { readonly kind: 'transaction'; readonly bytes: Uint8Array; readonly receipt: Receipt }
  | { readonly kind: 'seal'; readonly seal: Seal }

/** C2SP tlog-tiles gives an entry's length two bytes. */
export const entrySizeMax = 65_535

export const encodeGenesis = (genesis: Genesis): Uint8Array => bounded([0, genesis])

export const encodeTransactionEntry = (bytes: Uint8Array, receipt: Receipt): Uint8Array =>
  bounded([1, bytes, 'events' in receipt ? receipt.events : receipt.refusal.code])

export const encodeSeal = ({ height, time, count, stateRoot, timerEvents }: Seal): Uint8Array =>
  bounded([2, height, time, count, stateRoot, timerEvents])

/** Undefined for bytes that are no entry. */
export const decodeEntry = (bytes: Uint8Array): Entry | undefined => {
  const fields = decode(bytes)
  if (!Array.isArray(fields)) return undefined
  const [kind, ...rest] = fields as CborValue[]
  return kind === 1
    ? transactionEntry(rest)
    : kind === 2
      ? sealEntry(rest)
      : kind === 0
        ? genesisEntry(rest)
        : undefined
}

const bounded = (fields: unknown): Uint8Array => {
  const bytes = encode(fields)
  if (bytes.length > entrySizeMax)
    throw new Error(`a log entry of ${bytes.length} bytes is over ${entrySizeMax}`)
  return bytes
}

const transactionEntry = (fields: CborValue[]): Entry | undefined => {
  const [bytes, outcome] = fields
  if (fields.length !== 2 || !(bytes instanceof Uint8Array)) return undefined
  if (typeof outcome === 'string')
    return { kind: 'transaction', bytes, receipt: { refusal: refuse(outcome) } }
  if (!Array.isArray(outcome)) return undefined
  return { kind: 'transaction', bytes, receipt: { events: outcome as unknown as Event[] } }
}

const sealEntry = (fields: CborValue[]): Entry | undefined => {
  const [height, time, count, stateRoot, timerEvents] = fields
  const isWhole =
    fields.length === 5 &&
    typeof height === 'number' &&
    typeof time === 'number' &&
    typeof count === 'number' &&
    stateRoot instanceof Uint8Array &&
    Array.isArray(timerEvents)
  if (!isWhole) return undefined
  return {
    kind: 'seal',
    seal: { height, time, count, stateRoot, timerEvents: timerEvents as never },
  }
}

const genesisEntry = (fields: CborValue[]): Entry | undefined => {
  const genesis = genesisSchema.safeParse(fields[0])
  return fields.length === 1 && genesis.success ? { kind: 'genesis', genesis: genesis.data } : undefined
}
