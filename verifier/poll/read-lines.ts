/** The lines of the file of a poll, each judged by its form before anything is made of it. */
import { fault } from '../report.ts'
import type { RowLine } from './proven-row.ts'

export type Line =
  | { readonly kind: 'about'; readonly chain: string; readonly poll: number; readonly vkey: string }
  | { readonly kind: 'words'; readonly content?: unknown }
  | ({ readonly kind: 'row' } & RowLine)
  | { readonly kind: 'change'; readonly version: number; readonly index: number; readonly leaf: string }
  | { readonly kind: 'vote'; readonly proof: string }

type Kind = Line['kind']
type Fields = { readonly [field: string]: unknown }

export const readLines = (given: AsyncIterable<string> | Iterable<string>) => {
  const lines = parsed(given)
  return {
    /** The next one, which has to be of that kind. */
    next: async <K extends Kind>(kind: K): Promise<Extract<Line, { kind: K }>> => {
      const { value } = (await lines.next()) as { value: Line | undefined }
      if (value?.kind !== kind)
        throw fault('V9-unreadable', `the file has no line of kind ${kind} where it belongs`)
      return value as Extract<Line, { kind: K }>
    },
    /** All that follow. */
    rest: async function* (): AsyncGenerator<Extract<Line, { kind: 'row' | 'change' | 'vote' }>> {
      for await (const line of lines) {
        if (line.kind === 'about' || line.kind === 'words')
          throw fault('V9-unreadable', `a line of kind ${line.kind} stands among the votes`)
        yield line
      }
    },
  }
}

async function* parsed(given: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Line> {
  let number = 0
  for await (const text of given) {
    number++
    if (text.trim() === '') continue
    const line = parseJson(text)
    if (!line || !isLine(line)) throw fault('V9-unreadable', `line ${number} of the file cannot be read`)
    yield line as unknown as Line
  }
}

const parseJson = (text: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

const isLine = (line: Fields): boolean => {
  const { kind } = line
  if (kind === 'words') return true
  if (kind === 'vote') return isText(line['proof'])
  if (kind === 'about') return isText(line['chain']) && isCount(line['poll']) && isText(line['vkey'])
  if (kind === 'row')
    return ['service', 'table', 'key', 'value', 'proof', 'seal'].every((field) => isText(line[field]))
  if (kind !== 'change') return false
  const { leaf } = line
  return isCount(line['version']) && isCount(line['index']) && isText(leaf) && /^[0-9a-f]{64}$/.test(leaf)
}
