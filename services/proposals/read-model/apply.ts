/** How events become rows: what they touch is written once, as the state has it now; only days are added up. */
import { sql } from 'kysely'
import { tablesReader } from '@maru/kernel/state/table.ts'
import { upsertRows, type Batch, type Database } from '../../read-model.ts'
import { tables, type Proposal } from '../state.ts'
import { countEvents, writeCounts } from './counts.ts'
import type { ReadNeeds } from './needs.ts'
import { writeTexts } from './texts.ts'

const read = tablesReader('proposals', { proposals: tables.proposals })

export const applyProposals = async (needs: ReadNeeds, batch: Batch): Promise<void> => {
  const { database, events, view } = batch
  const counted = new Set<number>()
  const changed = new Set<number>()
  for (const event of events) {
    const number = (event.data['proposal'] as number | undefined) ?? needs.proposalOf(event)
    // What is answered without a proposal has number 0.
    if (number === undefined || number === 0) continue
    counted.add(number)
    if (!countEvents.has(event.event)) changed.add(number)
  }
  await writeCounts(batch, [...counted])
  const rows = [...changed].map((number) => rowOf(needs, view, number))
  await upsertRows(database, 'proposals', columns, ['number'], rows)
  const authors = events.map(needs.erasedAuthorOf).filter((author) => author !== undefined)
  for (const number of await proposalsBy(database, authors)) changed.add(number)
  await writeTexts(needs, batch, [...changed])
}

const columns = {
  number: 'int',
  author: 'text',
  state: 'text',
  field: 'text',
  district: 'text',
  department: 'text',
  closes_at: 'bigint',
  due_at: 'bigint',
  answered_at: 'bigint',
} as const

const rowOf = ({ answerTo }: ReadNeeds, view: Batch['view'], number: number) => {
  const { author, state, field, district, closes } = read(view).proposals.get([number]) as Proposal
  const { department, dueAt, answeredAt } = answerTo(view, number)
  const times = { closes_at: closes ?? null, due_at: dueAt, answered_at: answeredAt }
  return { number, author, state, field, district, department, ...times }
}

const proposalsBy = async (database: Database, authors: readonly string[]): Promise<number[]> => {
  if (authors.length === 0) return []
  const { rows } = await sql<{ number: number }>`
    select number from proposals where author = any(${authors}::text[])`.execute(database)
  return rows.map(({ number }) => number)
}
