/** The rows of an import file: one JSON object a line, gzipped or not, as the city's open data has them. */
import { z } from 'zod'
import { cleanText, ImportError, readLines } from './lines.ts'

export interface ImportRow {
  readonly line: number
  /** As the source calls it. */
  readonly id: string | undefined
  readonly title: string
  readonly body: string
  readonly field: string
  readonly supports: number
  /** Milliseconds since 1970. */
  readonly time: number
  /** How many comments the source counts; it has none of their texts. */
  readonly comments: number
  /** Whether the source marks it as answered. It says neither when nor what. */
  readonly replied: boolean
}

const rowSchema = z.object({
  id: z.string().optional(),
  title: z.string().min(1),
  content: z.string().nullable(),
  category: z.string(),
  num_agree: z.int().min(0).max(10_000_000),
  num_comment: z.int().min(0).default(0),
  replied: z.boolean().default(false),
  created_at: z.iso.datetime({ offset: true }),
})

/** In date order; rows of one moment in the file's order. Throws an ImportError that names the first bad line. */
export const readRows = async (path: string): Promise<ImportRow[]> => {
  const rows: ImportRow[] = []
  for await (const [line, row] of readLines(path, rowSchema)) rows.push(toRow(line, row))
  return rows.sort((a, b) => a.time - b.time || a.line - b.line)
}

const toRow = (line: number, row: z.infer<typeof rowSchema>): ImportRow => {
  const { id, title, content, category, num_agree, num_comment, replied, created_at } = row
  const field = fieldByCategory[category]
  if (!field) throw new ImportError(`line ${line}: there is no field for the category "${category}"`)
  const clean = cleanText(title).replaceAll('\n', ' ').trim()
  // A title has at most 120 characters here; what is over stays readable at the head of the body.
  const letters = [...clean]
  const body = cleanText(content ?? '')
  return {
    line,
    id,
    title: letters.length <= 120 ? clean : `${letters.slice(0, 119).join('')}…`,
    body: letters.length <= 120 ? body : `${clean}\n\n${body}`,
    field,
    supports: num_agree,
    time: Date.parse(created_at),
    comments: num_comment,
    replied,
  }
}

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
