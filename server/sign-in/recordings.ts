/**
 * Signed consents on their way to the ledger. A transaction names its account; sent at the moment of signing in, it would
 * tell each service which account its visitor has. So each waits for a random time, and several go together.
 */
import { randomInt } from 'node:crypto'
import type { Tables } from './tables.ts'

export interface RecordingsOptions {
  readonly tables: Pick<Tables, 'recordings' | 'transaction'>
  readonly now: () => number
  /** The longest wait; 0 sends at once. A transaction is valid for ten minutes. */
  readonly delayMsMax: number
  readonly submit: (bytes: Uint8Array) => Promise<unknown>
}

const lookEveryMs = 2_000

export const openRecordings = ({ tables, now, delayMsMax, submit }: RecordingsOptions) => {
  const { recordings, transaction } = tables
  let working: Promise<void> = Promise.resolve()

  /** What fails is not sent again: the receipt can still be signed anew from the list of consents. */
  const send = async (): Promise<void> => {
    const due = [...recordings.getRange({ start: [0, ''], end: [now() + 1, ''] })]
    for (const { key, value } of due) {
      await submit(value).catch(() => undefined)
      await transaction(() => void recordings.remove(key))
    }
  }
  const look = (): Promise<void> => (working = working.then(send, send))
  const timer = setInterval(() => void look(), lookEveryMs)
  timer.unref()

  return {
    add: async (id: string, bytes: Uint8Array): Promise<void> => {
      const waitMs = delayMsMax === 0 ? 0 : randomInt(delayMsMax)
      await transaction(() => void recordings.put([now() + waitMs, id], Buffer.from(bytes)))
      if (waitMs === 0) await look()
    },
    close: async (): Promise<void> => {
      clearInterval(timer)
      await working
    },
  }
}
