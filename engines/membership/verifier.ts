/**
 * Membership proofs off the main thread: a batch takes up to half a second, in which a server would answer nobody. The
 * thread is started with the first proof and keeps no process alive.
 */
import { Worker } from 'node:worker_threads'
import type { MembershipCheck, VerifyMembership } from '@maru/kernel/crypto/host.ts'
import { gatherChecks } from '@maru/kernel/membership/gather.ts'

/** Half a second of work: longer batches save little and keep the first of them waiting. */
const batchSize = 256

export const createMembershipVerifier = (): VerifyMembership => {
  let thread: Worker | undefined

  const checkInThread = (checks: readonly MembershipCheck[]): Promise<readonly boolean[]> =>
    new Promise((resolve, reject) => {
      const worker = (thread ??= start())
      const settle = (): void => {
        worker.off('error', fail).off('exit', fail).off('message', hear)
        // While it has nothing to do the process may end.
        worker.unref()
      }
      const fail = (error: unknown): void => {
        settle()
        thread = undefined
        reject(error instanceof Error ? error : new Error(`the thread for proofs ended: ${String(error)}`))
      }
      const hear = (answers: readonly boolean[]): void => {
        settle()
        resolve(answers)
      }
      worker.ref()
      worker.once('error', fail).once('exit', fail).once('message', hear)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
      worker.postMessage(checks)
    })

  return gatherChecks(checkInThread, batchSize)
}

const start = (): Worker => new Worker(new URL('thread.ts', import.meta.url), { execArgv: [] })
