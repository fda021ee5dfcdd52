/** The log as events, in its order, some whole blocks at a time. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Event } from '@maru/kernel/execute.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import type { HeardEvent } from '@maru/services/read-model.ts'
import { peekAction } from '../peek.ts'
import { readEntries } from '../records.ts'

export interface LoggedEvent extends HeardEvent {
  /** The entry of the log with which its block begins. */
  readonly index: number
  /** Which of the block's events it is, from 0. Those of timers come first, as they do in a block. */
  readonly place: number
}

export interface LogEvents {
  readonly events: readonly LoggedEvent[]
  /** Entries of the log read so far: where the next batch begins. Always the end of a block. */
  readonly index: number
  readonly time: number
}

/** From the entry `from` to the end of the block in which there are `eventsMax` events or more, or of the log. */
export const readLogEvents = async (ledger: Ledger, from: number, eventsMax: number): Promise<LogEvents> => {
  // The log may grow while it is read.
  const { size } = ledger.status()
  const events: LoggedEvent[] = []
  const ofBlock: Omit<HeardEvent, 'time'>[] = []
  let start = from
  for await (const [index, bytes] of readEntries(ledger, from, size)) {
    // Decoding is synchronous, and others have votes to record meanwhile.
    if ((index - from) % entriesPerTurn === entriesPerTurn - 1) await nextTurn()
    const entry = decodeEntry(bytes)
    if (entry?.kind === 'transaction' && 'events' in entry.receipt) {
      for (const event of entry.receipt.events) ofBlock.push(named(ledger, entry.bytes, event))
    }
    if (entry?.kind !== 'seal') continue
    const { time, timerEvents } = entry.seal
    const ofTimers = timerEvents.map(([service, event, data]) => ({ event: `${service}.${event}`, data }))
    for (const [place, event] of [...ofTimers, ...ofBlock.splice(0)].entries())
      events.push({ ...event, time, index: start, place })
    start = index + 1
    if (events.length >= eventsMax || index + 1 >= size) return { events, index: index + 1, time }
  }
  throw new Error(`the log has no seal after entry ${from}`)
}

const entriesPerTurn = 100

/** A receipt names the service of an event only where it is not the action's own. */
const named = (ledger: Ledger, transaction: Uint8Array, [event, data]: Event): Omit<HeardEvent, 'time'> => {
  if (event.includes('.')) return { event, data }
  const peeked = peekAction(transaction)
  if (peeked) return { event: `${peeked.service}.${event}`, data }
  const parsed = parseTransaction(transaction, ledger.rules.hash)
  if (!parsed.ok) throw new Error('the log has an entry that is no transaction')
  return { event: `${parsed.value.service}.${event}`, data }
}
