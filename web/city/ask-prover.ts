/** Questions to the proof worker. It stays for a while: most of what it does first is needed again. */
import { trustedScriptUrl } from '../shell/trusted-types.ts'
// oxlint-disable-next-line import/default -- Vite makes an address of this file when the app is built.
import workerUrl from './proof-worker.ts?worker&url'
import type { ProofAnswer, ProofQuestion } from './proof-worker.ts'

const idleMs = 120_000

export class ProverError extends Error {
  /** Of the votes' own road (client/vote-road.ts), or of tiles that are not the group's. */
  readonly code: string | undefined
  constructor(message: string, code: string | undefined) {
    super(message)
    this.code = code
  }
}

/** One question at a time. Rejects when the worker could not be started, or failed. */
export const askProver = (
  question: ProofQuestion,
  onProgress?: (done: number) => void,
): Promise<ProofAnswer> => {
  const next = last.then(() => askNow(question, onProgress))
  last = next.catch(() => undefined)
  return next
}

let last: Promise<unknown> = Promise.resolve()
let kept: { readonly worker: Worker; readonly end: ReturnType<typeof setTimeout> } | undefined

const askNow = (question: ProofQuestion, onProgress?: (done: number) => void): Promise<ProofAnswer> => {
  if (kept) clearTimeout(kept.end)
  const worker = kept?.worker ?? new Worker(trustedScriptUrl(workerUrl), { type: 'module' })
  const drop = (): void => {
    worker.terminate()
    kept = undefined
  }
  kept = { worker, end: setTimeout(drop, idleMs) }
  return new Promise((resolve, reject) => {
    const hear = ({ data }: MessageEvent<ProofAnswer>): void => {
      if (data.kind === 'progress') return onProgress?.(data.done)
      worker.removeEventListener('message', hear)
      if (data.kind === 'failed') reject(new ProverError(data.message, data.code))
      else resolve(data)
    }
    worker.addEventListener('message', hear)
    worker.addEventListener(
      'error',
      ({ message }) => {
        drop()
        reject(new Error(message || 'the worker did not start'))
      },
      { once: true },
    )
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(question)
  })
}
