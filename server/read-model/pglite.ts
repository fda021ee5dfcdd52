/**
 * PGlite as a pool of one connection, which is all that Kysely's PostgreSQL dialect asks for. Whoever has the
 * connection has it alone, so that no reader stands in the middle of the follower's transaction.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Answered, Asked, WorkerData } from './pglite-worker.ts'

export interface PgliteLimits {
  /** A folder that was damaged can hang when it is opened. */
  readonly openMs: number
  /** WebAssembly hears no cancellation: a query that takes longer costs the thread. */
  readonly queryMs: number
}

export const openPglitePool = async (folder: string, limits: PgliteLimits): Promise<PostgresPool> => {
  mkdirSync(folder, { recursive: true })
  noteOpening(folder)
  const workerData: WorkerData = { folder, pgliteWasmModule: await (compiled ??= compile()) }
  const worker = new Worker(new URL('pglite-worker.ts', import.meta.url), { workerData })
  const thread = createThread(worker)
  await thread.next('opening', limits.openMs)
  const turns = createTurns()
  const client: PostgresPoolClient = {
    query: (async (sql: string, parameters: readonly unknown[]) => {
      const answered = await thread.ask({ sql, parameters }, limits.queryMs)
      if ('error' in answered) throw Object.assign(new Error(answered.error), { code: answered.code })
      return { command: commandOf(sql), rowCount: answered.count, rows: answered.rows }
    }) as PostgresPoolClient['query'],
    release: (isBroken) => {
      if (isBroken) thread.giveUp(new Error('a transaction of the read model could not be taken back'))
      turns.end()
    },
  }
  return {
    options: {},
    connect: async () => {
      await turns.begin()
      return client
    },
    end: async () => {
      await turns.begin()
      const closed = await thread.ask('close', limits.queryMs).catch(() => undefined)
      await worker.terminate()
      if (closed) forgetOpening(folder)
    },
  }
}

/** Once for the whole process: each thread would spend 0.3 s of processor time on the same 9 MB. */
const compile = async (): Promise<object> => {
  const file = new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'))
  return WebAssembly.compile(await readFile(file))
}

let compiled: Promise<object> | undefined

/** TypeScript knows it of browsers only. */
declare const WebAssembly: { readonly compile: (bytes: Uint8Array) => Promise<object> }

/**
 * PGlite writes without fsync, which a killed process survives and a machine without power may not. So it is noted
 * since which start of the machine the folder is open: when that is another one now, nothing in it can be trusted.
 */
const noteOpening = (folder: string): void => {
  const path = openingOf(folder)
  const startedAt = Math.round(Date.now() / 1000 - uptime())
  const noted = existsSync(path) ? Number(readFileSync(path, 'utf8')) : startedAt
  if (!(Math.abs(noted - startedAt) <= clockSlackSeconds))
    throw new Error('the machine was started anew while the read model was open')
  writeFileSync(path, String(startedAt))
}

export const forgetOpening = (folder: string): void => rmSync(openingOf(folder), { force: true })

const openingOf = (folder: string): string => `${folder}.open`

/** A clock that is set moves the start of the machine with it. */
const clockSlackSeconds = 60

/** Kysely looks at the command only to know counts, and how a transaction ended. */
const commandOf = (sql: string): 'COMMIT' | 'INSERT' | 'SELECT' =>
  /^commit\b/i.test(sql) ? 'COMMIT' : /^\s*(?:insert|update|delete)\b/i.test(sql) ? 'INSERT' : 'SELECT'

/** One question at a time; a thread that ended or does not answer in time is given up. */
const createThread = (worker: Worker) => {
  let waiting: PromiseWithResolvers<unknown> | undefined
  let gone: Error | undefined
  const giveUp = (error: Error): void => {
    gone ??= error
    waiting?.reject(gone)
    waiting = undefined
    void worker.terminate()
  }
  worker.on('message', (message) => {
    waiting?.resolve(message)
    waiting = undefined
  })
  worker.on('error', giveUp)
  worker.on('exit', () => giveUp(new Error('the thread of the read model ended')))
  const next = async (what: string, ms: number): Promise<unknown> => {
    if (gone) throw gone
    waiting = Promise.withResolvers()
    const timer = setTimeout(
      () => giveUp(new Error(`the read model did not answer within ${ms} ms (${what})`)),
      ms,
    )
    return waiting.promise.finally(() => clearTimeout(timer))
  }
  return {
    next,
    giveUp,
    ask: (asked: Asked, ms: number): Promise<Answered> => {
      const answered = next(asked === 'close' ? asked : asked.sql.trim().slice(0, 60), ms)
      // The rule is about windows, whose messages can end up with strangers.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      if (!gone) worker.postMessage(asked)
      return answered as Promise<Answered>
    },
  }
}

/** First come, first served. */
const createTurns = () => {
  const waiting: (() => void)[] = []
  let isTaken = false
  return {
    begin: (): Promise<void> => {
      if (!isTaken) {
        isTaken = true
        return Promise.resolve()
      }
      return new Promise((resolve) => void waiting.push(resolve))
    },
    end: (): void => {
      const next = waiting.shift()
      if (next) next()
      else isTaken = false
    },
  }
}
