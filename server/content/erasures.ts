/** What the ledger says is erased: `text-erased` and `texts-erased` of any service, see Content in kernel/service.ts. */
import { decodeEntry, type Entry } from '@maru/kernel/entry.ts'
import type { Ledger, SealedBlock } from '@maru/kernel/ledger.ts'
import type { EventData } from '@maru/kernel/service.ts'
import { readEntries } from '../records.ts'

export interface Erasure {
  /** Absent for all texts of the author. */
  readonly content?: string
  readonly author: string
  /** The place of the event in the log: what is written after it is not meant. */
  readonly before: number
}

/** What the entries from <= index < to say. */
export async function* readErasures(ledger: Ledger, from: number, to: number): AsyncGenerator<Erasure> {
  for await (const [index, bytes] of readEntries(ledger, from, to)) {
    // Most entries are votes: looking for the word spares decoding them.
    if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('-erased')) continue
    const entry = decodeEntry(bytes)
    if (entry) yield* erasuresAt(eventsOf(entry), index)
  }
}

export const erasuresOfBlock = ({ transactions, timerEvents, size }: SealedBlock): Erasure[] => [
  ...erasuresAt(
    timerEvents.map(([, event, data]) => [event, data]),
    size - 1,
  ),
  ...transactions.flatMap(({ receipt, index }) =>
    'events' in receipt ? erasuresAt(receipt.events, index) : [],
  ),
]

type NamedEvent = readonly [event: string, data: EventData]

const eventsOf = (entry: Entry): readonly NamedEvent[] => {
  if (entry.kind === 'seal') return entry.seal.timerEvents.map(([, event, data]) => [event, data])
  return entry.kind === 'transaction' && 'events' in entry.receipt ? entry.receipt.events : []
}

const erasuresAt = (events: readonly NamedEvent[], before: number): Erasure[] =>
  events.flatMap(([event, { content, author }]) => {
    // Of another service than the action's own, an event is named `service.event`.
    const name = event.slice(event.lastIndexOf('.') + 1)
    if (typeof author !== 'string') return []
    if (name === 'texts-erased') return [{ author, before }]
    return name === 'text-erased' && typeof content === 'string' ? [{ content, author, before }] : []
  })
