/**
 * What whoever runs the city may read of an unexpected error: which kind it is, and where in the code it came about.
 * Not its message, in which databases and parsers quote what they were given, and nothing of who asked or for what.
 */
import type { FastifyRequest } from 'fastify'

export interface Unexpected {
  readonly code: 'S9-internal'
  readonly method: string
  /** As it is declared, `/api/receipts/:id`, without what stood in the address. */
  readonly route: string | undefined
  readonly kinds: readonly Kind[]
}

interface Kind {
  readonly name: string
  /** As `ENOSPC` of Node, `22P02` of PostgreSQL. */
  readonly code: string | undefined
  readonly frames: readonly string[]
}

/** The error first, then what caused it. */
export const toUnexpected = ({ method, routeOptions }: FastifyRequest, error: unknown): Unexpected => ({
  code: 'S9-internal',
  method,
  route: routeOptions.url,
  kinds: causesOf(error).map(toKind),
})

const causesMax = 3

const causesOf = (error: unknown): readonly unknown[] => {
  const causes = [error]
  while (causes.length < causesMax) {
    const { cause } = (causes.at(-1) ?? {}) as { readonly cause?: unknown }
    if (cause === undefined) break
    causes.push(cause)
  }
  return causes
}

const toKind = (error: unknown): Kind => {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, frames: [] }
  const { name, code } = error as Error & { readonly code?: unknown }
  return { name: wordOf(name) ?? 'Error', code: wordOf(code), frames: framesOf(error) }
}

/** Anything else than a word may be a message under another name. */
const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\w{1,40}$/.test(value) ? value : undefined

const framesMax = 12
const frameLengthMax = 200

/** As `openDatabase (file:///maru/server/read-model/database.ts:21:9)`. The message stands in front of them. */
const framesOf = ({ message, stack = '' }: Error): readonly string[] =>
  [...stack.slice(stack.indexOf(message) + message.length).matchAll(/^ {4}at (.+:\d+:\d+\)?)$/gm)]
    .slice(0, framesMax)
    .map(([, frame]) => (frame as string).slice(0, frameLengthMax))
