/**
 * Where a page ended, for whoever asks for the next: opaque, and bound to the list and the filters it was made for. A
 * cursor of another list, of other filters or made up by hand is refused, never guessed at.
 */
import { hash } from 'node:crypto'
import type { z } from 'zod'
import { Problem } from '../problem.ts'

export const writeCursor = (list: string, position: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([...position, checkOf(list, position)])).toString('base64url')

/** Throws a Problem with S21-cursor-malformed. */
export const readCursor = <Position extends readonly unknown[]>(
  list: string,
  schema: z.ZodType<Position>,
  cursor: string,
): Position => {
  const parsed = parseJson(Buffer.from(cursor, 'base64url').toString())
  if (!Array.isArray(parsed)) throw malformed()
  const position = schema.safeParse(parsed.slice(0, -1))
  if (!position.success || parsed.at(-1) !== checkOf(list, position.data)) throw malformed()
  return position.data
}

export const cursorLengthMax = 200

const malformed = (): Problem => new Problem('S21-cursor-malformed', 'cursor')

const checkOf = (list: string, position: readonly unknown[]): string =>
  hash('sha256', JSON.stringify([list, position]), 'base64url').slice(0, 8)

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
