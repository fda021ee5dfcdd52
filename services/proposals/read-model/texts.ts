/** What of a proposal's text stands in SQL: its title and first words to be shown, and what it is found by. */
import { sql } from 'kysely'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { tablesReader } from '@maru/kernel/state/table.ts'
import { spaced, upsertRows, type Batch } from '../../read-model.ts'
import { comparedWords, indexGrams, passagesOf } from '../../search-text.ts'
import { tables } from '../state.ts'
import type { ReadNeeds } from './needs.ts'

const read = tablesReader('proposals', { proposals: tables.proposals })

/** Writes the texts of these proposals anew; one that may not be shown is taken out. */
export const writeTexts = async (
  needs: ReadNeeds,
  batch: Batch,
  numbers: readonly number[],
): Promise<void> => {
  const { database } = batch
  for (let at = 0; at < numbers.length; at += textsPerTurn) {
    const turn = numbers.slice(at, at + textsPerTurn)
    const shown = turn.flatMap((number) => {
      const text = shownText(needs, batch, number)
      return text ? [textRow(number, text)] : []
    })
    const kept = new Set(shown.map(({ number }) => number))
    const gone = turn.filter((number) => !kept.has(number))
    if (gone.length > 0) {
      await sql`delete from proposal_texts where number = any(${gone}::int[])`.execute(database)
      await sql`delete from proposal_words where number = any(${gone}::int[])`.execute(database)
    }
    await upsertRows(database, 'proposal_texts', textColumns, ['number'], shown)
    await upsertRows(database, 'proposal_words', wordColumns, ['number'], shown)
  }
}

/** Cutting a text into its words takes a fraction of a millisecond, on the thread that records votes. */
const textsPerTurn = 50

interface Text {
  readonly title: string
  readonly body: string
}

const shownText = ({ isHeld }: ReadNeeds, { view, textOf }: Batch, number: number): Text | undefined => {
  const row = read(view).proposals.get([number])
  if (!row || row.erasedAt !== undefined || isHeld(view, bytesToHex(row.content))) return undefined
  return textOf(row.content) as Text | undefined
}

const textColumns = { number: 'int', title: 'text', excerpt: 'text' }

const wordColumns = {
  number: 'int',
  title_key: 'text',
  title_grams: spaced('tsvector'),
  grams: spaced('tsvector'),
  passages: spaced('int[]'),
}

const textRow = (number: number, { title, body }: Text) => ({
  number,
  title,
  excerpt: excerptOf(body),
  title_key: titleKeyOf(title),
  title_grams: indexGrams(title).join(' '),
  grams: indexGrams(`${title}\n${body}`).join(' '),
  passages: passagesOf(body).join(' '),
})

/** What titles are compared by. */
export const titleKeyOf = (title: string): string => comparedWords(title).join(' ')

const excerptLength = 200

const excerptOf = (body: string): string => {
  const letters = [
    ...body
      .slice(0, 4 * excerptLength)
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ]
  return letters.length <= excerptLength ? letters.join('') : `${letters.slice(0, excerptLength).join('')}…`
}
