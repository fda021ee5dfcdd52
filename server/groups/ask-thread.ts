/** The main thread's side of tile-thread.ts: questions with their answers, and what becomes of them when it ends. */
import { mkdirSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Answered, Asked } from './tile-thread.ts'

export interface TileThread {
  /** Rejects when the thread could not do it, or has ended. */
  readonly ask: (asked: Asked) => Promise<unknown>
  readonly close: () => Promise<void>
}

export const openTileThread = (folder: string): TileThread => {
  mkdirSync(folder, { recursive: true })
  const worker = new Worker(new URL('tile-thread.ts', import.meta.url), { workerData: { folder } })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let [last, gone]: [number, Error | undefined] = [0, undefined]
  const end = (error: Error): void => {
    gone ??= error
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  worker.on('message', ({ id, given }: { readonly id: number; readonly given: Answered }) => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if ('error' in given) asker?.reject(new Error(given.error))
    else asker?.resolve(given.value)
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the thread of the groups has ended')))
  const ask: TileThread['ask'] = (asked) => {
    if (gone) return Promise.reject(gone)
    const asker = Promise.withResolvers<unknown>()
    waiting.set(++last, asker)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
    worker.postMessage({ id: last, asked })
    return asker.promise
  }
  return {
    ask,
    close: async () => {
      await ask({ kind: 'close' }).catch(() => undefined)
      await worker.terminate()
    },
  }
}
