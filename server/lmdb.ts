/** How the server's stores open LMDB, and hear of a write that failed, as on a full disk. */
import { statfsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { open, type RootDatabase } from 'lmdb'

/**
 * With batches by turn of the event loop, lmdb holds a promise of its own that nobody can listen to, and the rejection
 * of which ends the process. All that has to be written together here is written as a batch or a transaction anyway.
 */
export const openEnvironment = (path: string): RootDatabase =>
  open({ path, noSubdir: false, maxDbs: 12, encoding: 'msgpack', eventTurnBatching: false })

/**
 * Throws ENOSPC before a write of so many bytes would leave less room than erasures and the end of what is under way
 * need. A write that lmdb itself finds no room for can damage the memory of the process and end it.
 */
export const requireRoom = (path: string, bytes: number): void => {
  const { bavail, bsize } = statfsSync(path)
  if (bavail * bsize >= bytes + roomKeptBytes) return
  throw Object.assign(new Error(`ENOSPC: ${path} needs more room on its disk; free some, nothing is lost`), {
    code: 'ENOSPC',
  })
}

const roomKeptBytes = 1024 * 1024

/** lmdb tells the cause of a failed write by a promise in its error, which would end the process too. */
export const written = async <Outcome>(writing: Promise<Outcome>): Promise<Outcome> => {
  try {
    return await writing
  } catch (error) {
    const { commitError } = error as { readonly commitError?: Promise<never> }
    throw commitError ? await Promise.race([causeOf(commitError), wait(causeMs, error)]) : error
  }
}

const causeOf = async (failing: Promise<never>): Promise<unknown> => {
  try {
    return await failing
  } catch (failure) {
    return failure
  }
}

const causeMs = 1_000

/** After a write that failed lmdb waits for ever for what it did not write. */
export const closeEnvironment = async (root: RootDatabase): Promise<void> => {
  const giveUp = new AbortController()
  const closed = root.close().finally(() => giveUp.abort())
  await Promise.race([closed, wait(closeMs, undefined, { signal: giveUp.signal }).catch(() => closed)])
}

const closeMs = 1_000
