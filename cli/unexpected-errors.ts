/** Unexpected errors for the operator: a line of JSON each, and so few that they fill no disk. */
import type { Unexpected } from '@maru/server/unexpected.ts'

export interface UnexpectedErrorsOptions {
  readonly write: (line: string) => void
  readonly now?: () => number
}

/** What is above the number of lines a minute is counted, and the number told when the next one is written. */
export const writeUnexpected = ({ write, now = Date.now }: UnexpectedErrorsOptions) => {
  let minute = 0
  let written = 0
  let omitted = 0
  return (unexpected: Unexpected): void => {
    const at = now()
    const current = Math.floor(at / 60_000)
    if (current !== minute) {
      minute = current
      written = 0
    }
    if (written === linesPerMinuteMax) return void omitted++
    written++
    const line = { time: new Date(at).toISOString(), ...unexpected, ...(omitted > 0 && { omitted }) }
    omitted = 0
    write(`${JSON.stringify(line)}\n`)
  }
}

const linesPerMinuteMax = 30
