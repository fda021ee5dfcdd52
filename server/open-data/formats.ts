/** How a data set is written, a page at a time. */
import { stringify } from 'csv-stringify/sync'
import type { DataRow, DataSet } from './data-set.ts'

export interface Format {
  readonly extension: string
  readonly mediaType: string
  readonly head: (set: DataSet) => string
  readonly page: (set: DataSet, rows: readonly DataRow[]) => string
}

/**
 * RFC 4180. Excel takes a file for UTF-8 only by its byte order mark, and runs a cell that begins with one of = + - @
 * as a formula: such texts get an apostrophe in front. JSON Lines has them as they are.
 */
const csv: Format = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  head: ({ columns }) => `\ufeff${stringify([columns], { record_delimiter: 'windows' })}`,
  page: ({ columns }, rows) =>
    stringify(rows as DataRow[], { columns, record_delimiter: 'windows', escape_formulas: true }),
}

/** One JSON object a line (jsonlines.org). */
const jsonLines: Format = {
  extension: 'jsonl',
  mediaType: 'application/jsonl; charset=utf-8',
  head: () => '',
  page: (_set, rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
}

export const formats: readonly Format[] = [csv, jsonLines]
