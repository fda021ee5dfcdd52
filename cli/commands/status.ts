/** `maru status`: how a running city is. */
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru status [URL] [--json]

Asks a running city how it is. URL is http://localhost:4321 (or MARU_PORT) unless given.

Example:
  maru status https://maru.example.org --json`

export const statusCommand: Command = {
  name: 'status',
  summary: 'how a running city is',
  help,
  run: async (args, terminal) => {
    const { positionals } = parseOptions(args, {}, help)
    const url = positionals[0] ?? `http://localhost:${terminal.environment['MARU_PORT'] ?? '4321'}`
    if (!URL.canParse(url)) throw new UsageError(`${url} is no URL`, help)
    const response = await fetch(new URL('/health/ready', url), {
      signal: AbortSignal.timeout(10_000),
    }).catch((error: Error) => {
      throw new Error(`nothing answers at ${url} (${error.message}); start a city with: maru start`)
    })
    const status = (await response.json()) as Record<string, unknown>
    for (const [name, value] of Object.entries(status)) terminal.line(`${name.padEnd(12)}${wordsOf(value)}`)
    terminal.answer({ ok: response.ok, ...status })
    return response.ok ? 0 : 1
  },
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
