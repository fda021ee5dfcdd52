/**
 * Signature checks off the main thread. What is asked for in one turn of the event loop goes to a thread together: alone
 * a check costs the main thread 12 µs there and back, among 64 less than one, and libuv's pool would take 25 for each.
 */
import { availableParallelism } from 'node:os'
import type { SignatureCheck, VerifySignature } from '@maru/kernel/crypto/host.ts'
import { isSized } from './batch-bytes.ts'
import { startThread, type Thread } from './threads.ts'

export interface Asked {
  readonly check: SignatureCheck
  readonly answer: (valid: boolean) => void
}

/** Some four milliseconds of work, so that the first of a crowd need not wait for its last. */
const batchSize = 64

/** Whoever asks bounds how much waits here: the intake its queue, a recount how far it reads ahead. */
export const createSignatureVerifier = (threadsMax = defaultThreads()): VerifySignature => {
  const threads: Thread[] = []
  let gathered: Asked[] = []
  let soon: NodeJS.Immediate | undefined

  /** The one with the least to do; another is started only when all have something. */
  const threadFor = (): Thread => {
    const [best] = threads.toSorted((a, b) => a.waiting() - b.waiting())
    if (best && (best.waiting() === 0 || threads.length === threadsMax)) return best
    const started = startThread(() => threads.splice(threads.indexOf(started), 1))
    threads.push(started)
    return started
  }

  const send = (): void => {
    clearImmediate(soon)
    soon = undefined
    const batch = gathered
    gathered = []
    threadFor().send(batch)
  }

  return (check) =>
    new Promise((answer) => {
      if (!isSized(check)) return answer(false)
      if (gathered.push({ check, answer }) === batchSize) send()
      else soon ??= setImmediate(send)
    })
}

/** The main thread executes what they have checked, and needs a core of its own. */
const defaultThreads = (): number => Math.max(1, Math.min(4, availableParallelism() - 1))
