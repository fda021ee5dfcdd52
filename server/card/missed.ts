/** What the log says of residents that the office has not heard, as while its server was down. */
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { EventData } from '@maru/kernel/service.ts'
import { readEntries } from '../records.ts'

export type NamedEvent = readonly [event: string, data: EventData]

/** Events by which a card changes with its holder. */
export const residentEvents = ['resident-suspended', 'resident-restored', 'resident-left'] as const
export const lostEvent = 'key-replaced'

/** Of the entries from <= index < to, in their order. */
export async function* missedEvents(
  ledger: Ledger,
  from: number,
  to: number,
): AsyncGenerator<readonly NamedEvent[]> {
  for await (const [, bytes] of readEntries(ledger, from, to)) {
    // Most entries are votes: looking for the words spares decoding them.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    if (![...residentEvents, lostEvent].some((event) => text.includes(event))) continue
    const entry = decodeEntry(bytes)
    if (entry?.kind === 'transaction' && 'events' in entry.receipt) yield entry.receipt.events
  }
}
