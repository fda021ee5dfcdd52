/** How events become rows: what they touch is written once, as the state has it now. */
import { sql } from 'kysely'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { tablesReader } from '@maru/kernel/state/table.ts'
import { spaced, upsertRows, type Batch } from '../../read-model.ts'
import { comparedWords, indexGrams } from '../../search-text.ts'
import type { PollWords } from '../content.ts'
import { tables, type Poll } from '../state.ts'
import type { ReadNeeds } from './needs.ts'

const read = tablesReader('polls', tables)

export const applyPolls = async (needs: ReadNeeds, batch: Batch): Promise<void> => {
  const { database, events, view } = batch
  const counted = new Set<number>()
  const changed = new Set<number>()
  for (const event of events) {
    for (const number of pollsOf(needs, batch, event)) {
      counted.add(number)
      if (event.event !== 'polls.voted') changed.add(number)
    }
  }
  const { polls, turnouts } = read(view)
  const counts = [...counted].map((number) => ({ number, voters: turnouts.get([number])?.voters ?? 0 }))
  await upsertRows(database, 'poll_counts', { number: 'int', voters: 'int' }, ['number'], counts)
  const rows = [...changed].map((number) => rowOf(number, polls.get([number]) as Poll))
  await upsertRows(database, 'polls', columns, ['number'], rows)
  await writeWords(needs, batch, [...changed])
}

const pollsOf = (needs: ReadNeeds, { view }: Batch, event: Batch['events'][number]): readonly number[] => {
  const author = needs.erasedAuthorOf(event)
  if (author !== undefined)
    return read(view)
      .byAuthor.list({ prefix: [author], limit: pollsOfOneMax })
      .map(([[, poll]]) => poll)
  const number = event.data['poll'] ?? needs.pollOf(event)
  return typeof number === 'number' ? [number] : []
}

const pollsOfOneMax = 100_000

const columns = {
  number: 'int',
  asker: 'text',
  state: 'text',
  secrecy: 'text',
  asked_group: 'text',
  opens_at: 'bigint',
  closes_at: 'bigint',
} as const

const rowOf = (number: number, { asker, state, secrecy, group, opens, closes, endedEarly }: Poll) => ({
  number,
  asker,
  state,
  secrecy,
  asked_group: group,
  opens_at: opens,
  closes_at: endedEarly?.at ?? closes,
})

/** What may not be shown is found by nobody. */
const writeWords = async (needs: ReadNeeds, batch: Batch, numbers: readonly number[]): Promise<void> => {
  const rows = numbers.flatMap((number) => {
    const words = shownWords(needs, batch, number)
    return words ? [wordRow(number, words)] : []
  })
  const shown = new Set(rows.map(({ number }) => number))
  const gone = numbers.filter((number) => !shown.has(number))
  if (gone.length > 0)
    await sql`delete from poll_words where number = any(${gone}::int[])`.execute(batch.database)
  await upsertRows(batch.database, 'poll_words', wordColumns, ['number'], rows)
}

const shownWords = (
  { isHeld }: ReadNeeds,
  { view, textOf }: Batch,
  number: number,
): PollWords | undefined => {
  const row = read(view).polls.get([number])
  if (!row || row.erasedAt !== undefined || isHeld(view, bytesToHex(row.content))) return undefined
  return textOf(row.content) as PollWords | undefined
}

const wordColumns = {
  number: 'int',
  title_key: 'text',
  title_grams: spaced('tsvector'),
  grams: spaced('tsvector'),
}

const wordRow = (number: number, { title, body, questions }: PollWords) => {
  const asked = questions.flatMap(({ question, options }) => [question, ...options])
  return {
    number,
    title_key: titleKeyOf(title),
    title_grams: indexGrams(title).join(' '),
    grams: indexGrams([title, body, ...asked].join('\n')).join(' '),
  }
}

/** What titles are compared by. */
export const titleKeyOf = (title: string): string => comparedWords(title).join(' ')
