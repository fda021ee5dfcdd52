/** A worker for one question. It is ended with the answer, or when nobody waits for it any more. */
import { whenServed } from '../../shell/register-service-worker.ts'
import { trustedScriptUrl } from '../../shell/trusted-types.ts'
// oxlint-disable-next-line import/default -- Vite makes an address of this file when the app is built.
import workerUrl from './check-worker.ts?worker&url'
import type { Answer, Ask } from './messages.ts'

/** Has the worker's file kept with the page's own, so that a receipt can be checked when there is no network. */
export const keepWorker = (): void => {
  whenServed(() => {
    fetch(workerUrl).catch(() => {
      // It is fetched again with the first question.
    })
  })
}

/** Rejects when the worker could not be started. */
export const ask: Ask = (question, onProgress, signal) =>
  new Promise<Answer>((resolve, reject) => {
    const worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module' })
    const end = (): void => worker.terminate()
    signal?.addEventListener('abort', end)
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.kind === 'progress') return onProgress?.(data.done, data.size)
      end()
      resolve(data)
    })
    worker.addEventListener('error', ({ message }) => {
      end()
      reject(new Error(message || 'the worker did not start'))
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(question)
  })
