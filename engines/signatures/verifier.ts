/**
 * Signature checks off the main thread. What is asked for in one turn of the event loop goes to a thread together: alone
 * a check costs the main thread 12 µs there and back, among 64 less than one, and libuv's pool would take 25 for each.
 */
import { availableParallelism } from 'node:os'
import type { SignatureCheck, VerifySignature } from '@maru/kernel/crypto/host.ts'
import { isSized } from './batch-bytes.ts'
import { createSignatureCheck, type CheckSignature } from './check.ts'
import { loadSodium } from './sodium.ts'
import { startThread, type Thread } from './threads.ts'

export interface Asked {
  readonly check: SignatureCheck
  readonly answer: (valid: boolean) => void
}

/** Some four milliseconds of work, so that the first of a crowd need not wait for its last. */
const batchSize = 64

/** A thread takes as long to start as a thousand checks; a process that has only a few to make does without. */
const checksWithoutThread = 16

/** Whoever asks bounds how much waits here: the intake its queue, a recount how far it reads ahead. */
export const createSignatureVerifier = (threadsMax = defaultThreads()): VerifySignature => {
  const threads: Thread[] = []
  let gathered: Asked[] = []
  let soon: NodeJS.Immediate | undefined
  let asked = 0
  let canStart = true
  let checkHere: CheckSignature | undefined

  const start = (): void => {
    const thread = startThread((wasReady) => {
      threads.splice(threads.indexOf(thread), 1)
      // Where threads cannot even start there is no use in trying for each batch.
      canStart &&= wasReady
    })
    threads.push(thread)
  }

  /** The one with the least to do, if any is ready; another is started when all have something. */
  const threadFor = (): Thread | undefined => {
    const [best] = threads.filter(({ isReady }) => isReady()).toSorted((a, b) => a.waiting() - b.waiting())
    const allAreBusy = threads.every(({ isReady, waiting }) => isReady() && waiting() > 0)
    if (allAreBusy && canStart && threads.length < threadsMax && asked > checksWithoutThread) start()
    return best
  }

  const send = (): void => {
    clearImmediate(soon)
    soon = undefined
    const batch = gathered
    gathered = []
    const thread = threadFor()
    if (thread) return thread.send(batch)
    checkHere ??= createSignatureCheck(loadSodium())
    for (const { check, answer } of batch) answer(checkHere(check))
  }

  return (check) =>
    new Promise((answer) => {
      if (!isSized(check)) return answer(false)
      asked++
      if (gathered.push({ check, answer }) === batchSize) send()
      else soon ??= setImmediate(send)
    })
}

/** The main thread executes what they have checked, and needs a core of its own. */
const defaultThreads = (): number => Math.max(1, Math.min(4, availableParallelism() - 1))
