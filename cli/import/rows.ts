/** The rows of an import file: one JSON object a line, gzipped or not, as the city's open data has them. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

export interface ImportRow {
  readonly line: number
  readonly title: string
  readonly body: string
  readonly field: string
  readonly supports: number
  /** Milliseconds since 1970. */
  readonly time: number
}

export class ImportError extends Error {
  readonly code = 'C3-import-row'
}

const rowSchema = z.object({
  title: z.string().min(1),
  content: z.string().nullable(),
  category: z.string(),
  num_agree: z.int().min(0).max(10_000_000),
  created_at: z.iso.datetime({ offset: true }),
})

/** In date order; rows of one moment in the file's order. Throws an ImportError that names the first bad line. */
export const readRows = async (path: string): Promise<ImportRow[]> => {
  const file = createReadStream(path)
  const lines = createInterface({
    input: path.endsWith('.gz') ? file.pipe(createGunzip()) : file,
    crlfDelay: Infinity,
  })
  const rows: ImportRow[] = []
  let line = 0
  for await (const text of lines) {
    line++
    if (text.trim() !== '') rows.push(parseRow(text, line))
  }
  return rows.sort((a, b) => a.time - b.time || a.line - b.line)
}

const parseRow = (text: string, line: number): ImportRow => {
  const parsed = rowSchema.safeParse(parseJson(text, line))
  if (!parsed.success) throw new ImportError(`line ${line}: ${z.prettifyError(parsed.error)}`)
  const { title, content, category, num_agree, created_at } = parsed.data
  const field = fieldByCategory[category]
  if (!field) throw new ImportError(`line ${line}: there is no field for the category "${category}"`)
  const clean = cleanText(title).replaceAll('\n', ' ').trim()
  // A title has at most 120 characters here; what is over stays readable at the head of the body.
  const letters = [...clean]
  const body = cleanText(content ?? '')
  return {
    line,
    title: letters.length <= 120 ? clean : `${letters.slice(0, 119).join('')}…`,
    body: letters.length <= 120 ? body : `${clean}\n\n${body}`,
    field,
    supports: num_agree,
    time: Date.parse(created_at),
  }
}

const parseJson = (text: string, line: number): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ImportError(`line ${line}: not JSON (${(error as Error).message})`)
  }
}

const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')

const fieldByCategory: { readonly [category: string]: string } = {
  건강: 'health',
  건설: 'construction',
  경제: 'economy',
  교육: 'education',
  교통: 'transport',
  기타: 'other',
  기획: 'planning',
  문화: 'culture',
  복지: 'welfare',
  부서미지정: 'unassigned',
  세금: 'tax',
  안전: 'safety',
  여성: 'women',
  주택: 'housing',
  청년: 'youth',
  행정: 'administration',
  환경: 'environment',
}
