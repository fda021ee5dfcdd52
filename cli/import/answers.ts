/**
 * Official answers, and the proposals they belong to: those with the same id, or else with the same title, opened on
 * the same day. A title alone is not enough: hundreds are used again and again.
 */
import { z } from 'zod'
import { cleanText, ImportError, readLines } from './lines.ts'
import type { ImportRow } from './rows.ts'

export interface ImportAnswer {
  readonly line: number
  readonly id: string
  readonly title: string
  /** The day on which the proposal was opened, as in `2017-07-31`. */
  readonly opened: string
  /** Absent where the source has no text of the department. */
  readonly body: string | undefined
  /** Milliseconds since 1970; absent where the source does not say when it was given. */
  readonly time: number | undefined
}

export interface Matched {
  readonly answerByLine: ReadonlyMap<number, ImportAnswer>
  /** Answers of the file. */
  readonly answers: number
  /** ... that have no text and so say nothing. */
  readonly withoutText: number
  /** ... with a text whose proposal was opened before the first one of the import. */
  readonly beforeImport: number
  /** ... with a text whose proposal is not in the import for another reason. */
  readonly unknown: number
}

const answerSchema = z.object({
  id: z.string(),
  title: z.string(),
  begin: z.iso.date(),
  department_answer: z.string().nullable(),
  answered_at: z.iso.datetime({ offset: true }).optional(),
})

export const readAnswers = async (path: string): Promise<ImportAnswer[]> => {
  const answers: ImportAnswer[] = []
  for await (const [line, { id, title, begin, department_answer, answered_at }] of readLines(
    path,
    answerSchema,
  )) {
    const body = cleanText(department_answer ?? '').trim()
    if ([...body].length > 20_000)
      throw new ImportError(`line ${line}: an answer has at most 20,000 characters`)
    const time = answered_at === undefined ? undefined : Date.parse(answered_at)
    answers.push({ line, id, title, opened: begin, body: body === '' ? undefined : body, time })
  }
  return answers
}

/** `utcOffsetMinutes` says which day it was in the city. */
export const matchAnswers = (
  rows: readonly ImportRow[],
  answers: readonly ImportAnswer[],
  utcOffsetMinutes: number,
): Matched => {
  const dayOf = ({ time }: ImportRow): string =>
    new Date(time + 60_000 * utcOffsetMinutes).toISOString().slice(0, 10)
  const rowById = new Map(rows.map((row) => [row.id, row]))
  const rowsByTitle = Map.groupBy(rows, (row) => `${dayOf(row)} ${lettersOf(row.title)}`)
  const firstDay = rows[0] && dayOf(rows[0])
  const answerByLine = new Map<number, ImportAnswer>()
  const counts = { withoutText: 0, beforeImport: 0, unknown: 0 }
  for (const answer of answers) {
    const sameTitle = rowsByTitle.get(`${answer.opened} ${lettersOf(answer.title)}`) ?? []
    const row = rowById.get(answer.id) ?? (sameTitle.length === 1 ? sameTitle[0] : undefined)
    if (answer.body === undefined) counts.withoutText++
    else if (row && !answerByLine.has(row.line)) answerByLine.set(row.line, answer)
    else if (firstDay !== undefined && answer.opened < firstDay) counts.beforeImport++
    else counts.unknown++
  }
  return { answerByLine, answers: answers.length, ...counts }
}

/** What stays of a title when spaces, punctuation and capitals are left out. */
const lettersOf = (title: string): string =>
  title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
