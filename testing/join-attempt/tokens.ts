/** Everything by which two records can be found to belong together: words, numbers, addresses, and runs of bytes. */
import type { Trace } from './joins.ts'

const known = new WeakMap<Trace, ReadonlySet<string>>()

export const tokensOf = (trace: Trace): ReadonlySet<string> => {
  const before = known.get(trace)
  if (before) return before
  const tokens = new Set<string>()
  for (const field of trace.fields) {
    tokens.add(field)
    for (const [word] of field.matchAll(/[\w+/=.-]{5,}/g)) tokens.add(word)
  }
  for (const bytes of trace.bytes) for (const run of runsOf(bytes)) tokens.add(run)
  known.set(trace, tokens)
  return tokens
}

/** Every eight bytes: a salt has as many, a key or a hash has more. */
const runsOf = (bytes: Uint8Array): string[] => {
  const hex = Buffer.from(bytes).toString('hex')
  return Array.from({ length: Math.max(0, bytes.length - 7) }, (_, at) => hex.slice(2 * at, 2 * at + 16))
}
