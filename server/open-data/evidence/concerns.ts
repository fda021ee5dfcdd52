/** Which entries of the log are about a proposal: told by the events in their receipts, and in the seals of timers. */
import { peekEntryAction } from '../../peek.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Event } from '@maru/kernel/execute.ts'
import type { EventData } from '@maru/kernel/service.ts'

/** A proposal and what came of it, by their numbers. */
export interface Subject {
  readonly proposal: number
  readonly debate: number | undefined
  readonly duties: ReadonlySet<number>
  readonly policies: ReadonlySet<number>
}

/** What an entry about the subject is called in the bundle, as `support-proposal`; undefined for one about others. */
export const nameIfConcerned = (bytes: Uint8Array, subject: Subject): string | undefined => {
  const named = peekEntryAction(bytes)
  // These are about accounts and the city, and many.
  if (named && namesOfOthers.has(named.service)) return undefined
  const entry = decodeEntry(bytes)
  if (entry?.kind === 'seal') {
    const concerns = entry.seal.timerEvents.some(([service, , data]) => isAbout(service, data, subject))
    return concerns ? 'seal' : undefined
  }
  if (entry?.kind !== 'transaction' || !('events' in entry.receipt) || !named) return undefined
  const { service, action } = named
  return entry.receipt.events.some((event) => isAbout(speakerOf(event, service), event[1], subject))
    ? action
    : undefined
}

const namesOfOthers = new Set(['residents', 'parameters'])

const speakerOf = ([event]: Event, service: string): string =>
  event.includes('.') ? event.slice(0, event.indexOf('.')) : service

const isAbout = (
  service: string,
  data: EventData,
  { proposal, debate, duties, policies }: Subject,
): boolean =>
  data['proposal'] === proposal ||
  data['into'] === proposal ||
  (service === 'debates' && debate !== undefined && data['debate'] === debate) ||
  (service === 'answers' && duties.has(data['duty'] as number)) ||
  (service === 'policies' && policies.has(data['policy'] as number)) ||
  (data['service'] === 'proposals' && data['number'] === proposal)
