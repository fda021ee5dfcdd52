/** What a command writes to: lines and progress for people, one JSON object on standard output for programs. */
import { parseArgs, type ParseArgsConfig } from 'node:util'

export interface Command {
  readonly name: string
  readonly summary: string
  /** Usage, options and examples. */
  readonly help: string
  /** Resolves to the exit code. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}

export interface Terminal {
  readonly json: boolean
  readonly environment: { readonly [name: string]: string | undefined }
  /** For people; silent when the answer goes to a program. */
  readonly line: (text: string) => void
  readonly progress: (label: string) => Progress
  /** The one answer to a program; people have read the lines. */
  readonly answer: (value: object) => void
}

export interface Progress {
  readonly update: (done: number, total: number) => void
  readonly end: () => void
}

/** The call itself is wrong: exit code 2, with the help beside. */
export class UsageError extends Error {
  readonly code = 'C1-usage'
  readonly help: string | undefined
  constructor(message: string, help?: string) {
    super(message)
    this.help = help
  }
}

export const createTerminal = (json: boolean, environment: NodeJS.ProcessEnv): Terminal => ({
  json,
  environment,
  line: (text) => void (json || process.stdout.write(`${text}\n`)),
  progress: createProgress,
  answer: (value) => void (json && process.stdout.write(`${JSON.stringify(value)}\n`)),
})

/** To whoever runs this process, beside its answers. */
export const warn = (line: string): void => void process.stderr.write(`maru: ${line}\n`)

/** As node:util's parseArgs, with --json always there and mistakes as UsageErrors. */
export const parseOptions = <const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  help: string,
) => {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    throw new UsageError((error as Error).message, help)
  }
}

/** On a terminal a bar that is redrawn in place, on anything else a line for each tenth. To standard error. */
const createProgress = (label: string): Progress => {
  const { stderr } = process
  const startedAt = performance.now()
  let drawn = -1
  const draw = (done: number, total: number): void => {
    const share = total === 0 ? 1 : done / total
    const step = stderr.isTTY ? Math.floor(share * 1000) : Math.floor(share * 10)
    if (step === drawn) return
    drawn = step
    const seconds = (performance.now() - startedAt) / 1000
    const left =
      share > 0.02 && share < 1 ? `, about ${Math.ceil((seconds / share) * (1 - share))} s left` : ''
    const text = `${label} ${Math.floor(share * 100)}% (${done.toLocaleString('en')} of ${total.toLocaleString('en')}${left})`
    if (!stderr.isTTY) stderr.write(`${text}\n`)
    else stderr.write(`\r\x1b[2K${'█'.repeat(Math.round(share * 24)).padEnd(24, '░')} ${text}`)
  }
  return { update: draw, end: () => void (stderr.isTTY && stderr.write('\n')) }
}
