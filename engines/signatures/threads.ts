/** One thread and the batches that it has not answered yet, which it does in their order. */
import { Worker } from 'node:worker_threads'
import { packChecks } from './batch-bytes.ts'
import { checkByOpenssl } from './check.ts'
import type { Asked } from './verifier.ts'

export interface Thread {
  /** Nothing is sent to it before. */
  readonly isReady: () => boolean
  readonly send: (batch: readonly Asked[]) => void
  /** How many batches. */
  readonly waiting: () => number
}

/** Where the thread ends, for whatever reason, what it has not answered is checked here, one batch a turn. */
export const startThread = (
  ended: (wasReady: boolean) => void,
  file = new URL('thread.ts', import.meta.url),
): Thread => {
  const worker = new Worker(file, { execArgv: [] })
  const waiting: (readonly Asked[])[] = []
  let ready = false

  const hear = (valid: Uint8Array): void => {
    // Its first message says that it is there.
    if (!ready) ready = true
    else waiting.shift()!.forEach(({ answer }, at) => answer(valid[at] === 1))
    // While it has nothing to do the process may end.
    if (waiting.length === 0) worker.unref()
  }
  const fail = (): void => {
    worker.off('exit', fail).off('message', hear)
    ended(ready)
    for (const batch of waiting.splice(0))
      setImmediate(() => batch.forEach(({ check, answer }) => answer(checkByOpenssl(check))))
  }
  worker.on('message', hear).on('exit', fail)
  // An error ends the thread, and is heard as that.
  worker.on('error', () => {})
  worker.unref()

  return {
    isReady: () => ready,
    send: (batch) => {
      if (waiting.push(batch) === 1) worker.ref()
      const bytes = packChecks(batch.map(({ check }) => check))
      worker.postMessage(bytes, [bytes.buffer])
    },
    waiting: () => waiting.length,
  }
}
