/**
 * The readers of bench/lists.ts, and the voters beside them, in a process of their own.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { getRequest, openClient, postRequest } from './http-client.ts'

export interface Reading {
  readonly url: string
  readonly readers: number
  /** Between an answer and the reader's next question. */
  readonly pauseMs: number
  readonly paths: readonly string[]
  readonly durationMs: number
  readonly votes: readonly Uint8Array[]
  readonly votesPerSecond: number
}

export interface ReadResult {
  readonly answers: number
  readonly votes: number
}

process.once('message', (message) => void run(message as Reading))

const run = async ({
  url,
  readers,
  pauseMs,
  paths,
  durationMs,
  votes,
  votesPerSecond,
}: Reading): Promise<void> => {
  const host = new URL(url)
  const endsAt = performance.now() + durationMs
  let answers = 0
  let next = 0
  const reader = async (): Promise<void> => {
    const send = await openClient(host)
    await pause(Math.random() * pauseMs)
    while (performance.now() < endsAt) {
      const path = paths[next++ % paths.length] as string
      await send(getRequest(host, path))
      answers++
      if (pauseMs > 0) await pause(pauseMs)
    }
  }
  let cast = 0
  let recorded = 0
  const voter = async (): Promise<void> => {
    const send = await openClient(host)
    const startedAt = performance.now()
    while (performance.now() < endsAt && cast < votes.length) {
      const due = startedAt + (1000 * cast) / votesPerSecond
      if (due > performance.now()) {
        await pause(2)
        continue
      }
      const body = votes[cast++] as Uint8Array
      await send(postRequest(host, '/api/transactions?proof=none', body))
      recorded++
    }
  }
  const voters = votes.length > 0 ? 64 : 0
  await Promise.all([...Array.from({ length: readers }, reader), ...Array.from({ length: voters }, voter)])
  process.send?.({ answers, votes: recorded } satisfies ReadResult, () => process.exit(0))
}
