/**
 * Checks are asked for one by one, as transactions come, and are cheap together (batch.ts). So while a batch is under
 * way what comes waits and makes the next one: a quiet city answers at once, a busy one in batches, with no time set.
 */
import type { MembershipCheck, VerifyMembership } from '../crypto/host.ts'

interface Asked {
  readonly checks: readonly MembershipCheck[]
  readonly resolve: (answers: readonly boolean[]) => void
  readonly reject: (error: unknown) => void
}

/** Whoever asks bounds how much waits here: the intake its queue, a recount how far it reads ahead. */
export const gatherChecks = (verify: VerifyMembership, batchSize: number): VerifyMembership => {
  const waiting: Asked[] = []
  let isRunning = false

  const takeBatch = (): readonly Asked[] => {
    let [count, size] = [0, 0]
    while (count < waiting.length && (count === 0 || size + waiting[count]!.checks.length <= batchSize))
      size += waiting[count++]!.checks.length
    return waiting.splice(0, count)
  }

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = takeBatch()
      try {
        const answers = await verify(batch.flatMap(({ checks }) => checks))
        let at = 0
        for (const { checks, resolve } of batch) resolve(answers.slice(at, (at += checks.length)))
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    isRunning = false
  }

  return (checks) =>
    new Promise((resolve, reject) => {
      waiting.push({ checks, resolve, reject })
      if (isRunning) return
      isRunning = true
      // What is asked for in one go, as by a recount of a bundle, is one batch.
      void Promise.resolve().then(run)
    })
}
