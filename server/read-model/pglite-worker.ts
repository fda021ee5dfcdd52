/**
 * PostgreSQL as WebAssembly, in a thread of its own: a query holds the thread that runs it, and the main thread has
 * votes to record. Talks by messages; see pglite.ts for the other side.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

export type Asked = { readonly sql: string; readonly parameters: readonly unknown[] } | 'close'

export type Answered =
  | { readonly rows: unknown[]; readonly count: number }
  | { readonly error: string; readonly code: string | undefined }

export interface WorkerData {
  readonly folder: string
  readonly pgliteWasmModule: object
}

const { folder, pgliteWasmModule } = workerData as WorkerData
// Segments of the log that are done with are deleted and not written over later: they hold words that may be erased.
const postgresqlconf = ['wal_recycle = off', 'min_wal_size = 2MB', 'max_wal_size = 64MB']
const database = await PGlite.create({
  dataDir: folder,
  pgliteWasmModule,
  extensions: { pg_trgm },
  initDbStartParams: ['--wal-segsize=1'],
  postgresqlconf,
})

const answer = async (asked: Asked): Promise<Answered> => {
  try {
    if (asked === 'close') {
      await database.close()
      return { rows: [], count: 0 }
    }
    const { rows, affectedRows = 0 } = await database.query(asked.sql, [...asked.parameters])
    return { rows, count: affectedRows }
  } catch (error) {
    return { error: (error as Error).message, code: (error as { code?: string }).code }
  }
}

const tell = (message: Answered | 'open'): void =>
  // The rule is about windows, whose messages can end up with strangers.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(message)

parentPort?.on('message', (asked: Asked) => void answer(asked).then(tell))
tell('open')
