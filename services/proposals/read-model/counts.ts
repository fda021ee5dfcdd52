/**
 * What votes move: the supports of a proposal, and how fast it rises. `gained` has supports given less those taken
 * back, of today, yesterday and so on for a week; today's count seven times, those of six days ago once. Days are
 * UTC's, and today is that of the last block.
 */
import { sql } from 'kysely'
import { tablesReader } from '@maru/kernel/state/table.ts'
import { dayMs } from '../../days.ts'
import { spaced, upsertRows, type Batch, type HeardEvent } from '../../read-model.ts'
import { tables, type Proposal } from '../state.ts'

/** Events after which nothing but the counts is another. */
export const countEvents: ReadonlySet<string> = new Set([
  'proposals.supported',
  'proposals.support-withdrawn',
])

const read = tablesReader('proposals', { proposals: tables.proposals })

/** Writes the counts of these proposals, and on a new day of all that rose, for they fall although nothing happens. */
export const writeCounts = async (batch: Batch, numbers: readonly number[]): Promise<void> => {
  const { database, events, time, timeBefore, view } = batch
  const today = dayOf(time)
  const gains = gainsOf(events, today)
  const { rows: known } = await sql<Gained>`
    select number, day, gained from proposal_counts
    where number = any(${numbers}::int[]) or (${today !== dayOf(timeBefore)} and day > 0)`.execute(database)
  const before = new Map(known.map((row) => [row.number, row]))
  const rows = [...new Set([...numbers, ...before.keys()])].map((number) => {
    const gained = addUp(shift(before.get(number), today), gains.get(number) ?? [])
    const { supports } = read(view).proposals.get([number]) as Proposal
    const rising = gained.reduce((sum, count, age) => sum + count * (daysKept - age), 0)
    // A row with nothing gained is of no day, whenever it was last written.
    const isStill = gained.every((count) => count === 0)
    const days = isStill ? { day: 0, gained: '' } : { day: today, gained: gained.join(' ') }
    return { number, supports, rising: Math.max(0, rising), ...days }
  })
  await upsertRows(database, 'proposal_counts', columns, ['number'], rows)
}

const columns = { number: 'int', supports: 'int', rising: 'int', day: 'int', gained: spaced('int[]') }

interface Gained {
  readonly number: number
  /** The day of the first of `gained`. */
  readonly day: number
  readonly gained: readonly number[]
}

const daysKept = 7

/** By proposal: for each event of the last days its age in days, and how it counts. */
const gainsOf = (
  events: readonly HeardEvent[],
  today: number,
): Map<number, [age: number, count: number][]> => {
  const gains = new Map<number, [age: number, count: number][]>()
  for (const { event, data, time } of events) {
    const age = today - dayOf(time)
    if (!countEvents.has(event) || age >= daysKept) continue
    const number = data['proposal'] as number
    const ofProposal = gains.get(number)
    const gain: [number, number] = [age, event === 'proposals.supported' ? 1 : -1]
    if (ofProposal) ofProposal.push(gain)
    else gains.set(number, [gain])
  }
  return gains
}

/** What was gained, as seen from today. */
const shift = (row: Gained | undefined, today: number): number[] =>
  Array.from({ length: daysKept }, (_, age) => (row && row.gained[age - (today - row.day)]) ?? 0)

const addUp = (gained: number[], gains: readonly (readonly [age: number, count: number])[]): number[] => {
  for (const [age, count] of gains) gained[age] = (gained[age] ?? 0) + count
  return gained
}

const dayOf = (time: number): number => Math.floor(time / dayMs)
