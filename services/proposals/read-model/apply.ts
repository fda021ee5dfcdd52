/** How events become rows: what they touch is written once, as the state has it now; only days are added up. */
import { sql } from 'kysely'
import { tablesReader } from '@maru/kernel/state/table.ts'
import { dayMs } from '../../days.ts'
import { upsertRows, type Batch, type Database, type HeardEvent } from '../../read-model.ts'
import { tables, type Proposal } from '../state.ts'
import type { ReadNeeds } from './needs.ts'
import { writeTexts } from './texts.ts'

const read = tablesReader('proposals', { proposals: tables.proposals })

export const applyProposals = async (needs: ReadNeeds, batch: Batch): Promise<void> => {
  const { database, events, time, view } = batch
  const touched = new Set<number>()
  const retold = new Set<number>()
  for (const event of events) {
    const number = (event.data['proposal'] as number | undefined) ?? needs.proposalOf(event)
    if (number === undefined || number === 0) continue
    touched.add(number)
    if (!countEvents.has(event.event)) retold.add(number)
  }
  await upsertRows(
    database,
    'proposals',
    columns,
    ['number'],
    [...touched].map((number) => rowOf(needs, view, number)),
  )
  const authors = events.map(needs.erasedAuthorOf).filter((author) => author !== undefined)
  for (const number of await proposalsBy(database, authors)) retold.add(number)
  await writeTexts(needs, batch, [...retold])
  await addDays(database, events, time)
}

/** Events that leave the words as they are. */
const countEvents: ReadonlySet<string> = new Set(['proposals.supported', 'proposals.support-withdrawn'])

const columns = {
  number: 'int',
  author: 'text',
  state: 'text',
  field: 'text',
  district: 'text',
  department: 'text',
  supports: 'int',
  closes_at: 'bigint',
  due_at: 'bigint',
  answered_at: 'bigint',
} as const

const rowOf = ({ answerTo }: ReadNeeds, view: Batch['view'], number: number) => {
  const { author, state, field, district, supports, closes } = read(view).proposals.get([number]) as Proposal
  const { department, dueAt, answeredAt } = answerTo(view, number)
  return {
    number,
    author,
    state,
    field,
    district,
    department,
    supports,
    closes_at: closes ?? null,
    due_at: dueAt,
    answered_at: answeredAt,
  }
}

const proposalsBy = async (database: Database, authors: readonly string[]): Promise<number[]> => {
  if (authors.length === 0) return []
  const { rows } = await sql<{ number: number }>`
    select number from proposals where author = any(${authors}::text[])`.execute(database)
  return rows.map(({ number }) => number)
}

/** The days of the last week; what is older moves no list any more. */
export const daysKept = 7

const addDays = async (database: Database, events: readonly HeardEvent[], time: number): Promise<void> => {
  const gained = new Map<string, number>()
  for (const { event, data, time } of events) {
    if (!countEvents.has(event)) continue
    const key = `${Math.floor(time / dayMs)} ${String(data['proposal'])}`
    gained.set(key, (gained.get(key) ?? 0) + (event === 'proposals.supported' ? 1 : -1))
  }
  if (gained.size === 0) return
  const keys = [...gained.keys()].map((key) => key.split(' ').map(Number) as [day: number, number: number])
  await sql`
    insert into proposal_days (day, number, gained)
    select * from unnest(${keys.map(([day]) => day)}::int[], ${keys.map(([, number]) => number)}::int[],
      ${[...gained.values()]}::int[])
    on conflict (day, number) do update set gained = proposal_days.gained + excluded.gained`.execute(database)
  await sql`delete from proposal_days where day <= ${Math.floor(time / dayMs) - daysKept}`.execute(database)
}
