/**
 * Signed consents on their way to the ledger. A transaction names its account; sent at the moment of signing in, it would
 * tell each service which account its visitor has. So each waits for a random time, and several go together.
 */
import { randomInt } from 'node:crypto'
import type { Tables } from './tables.ts'

export interface RecordingsOptions {
  readonly tables: Pick<Tables, 'recordings' | 'keyOf' | 'transaction'>
  readonly now: () => number
  /** The longest wait; 0 sends at once. A transaction is valid for ten minutes. */
  readonly delayMsMax: number
  readonly submit: (bytes: Uint8Array) => Promise<unknown>
}

const lookEveryMs = 2_000

export const openRecordings = ({ tables, now, delayMsMax, submit }: RecordingsOptions) => {
  const { recordings, keyOf, transaction } = tables
  let working: Promise<void> = Promise.resolve()

  /** What fails is not sent again: the receipt can still be signed anew from the list of consents. */
  const send = async (): Promise<void> => {
    for (const { key, value } of recordings.range([0, ''], [now() + 1, ''])) {
      await submit(Buffer.from(value, 'base64url')).catch(() => undefined)
      await transaction(() => recordings.remove(key))
    }
  }
  const look = (): Promise<void> => (working = working.then(send, send))
  const timer = setInterval(() => void look(), lookEveryMs)
  timer.unref()

  return {
    add: async (id: string, bytes: Uint8Array): Promise<void> => {
      const waitMs = delayMsMax === 0 ? 0 : randomInt(delayMsMax)
      const value = Buffer.from(bytes).toString('base64url')
      await transaction(() => recordings.put(keyOf.recording(now() + waitMs, id), value))
      if (waitMs === 0) await look()
    },
    close: async (): Promise<void> => {
      clearInterval(timer)
      await working
    },
  }
}
