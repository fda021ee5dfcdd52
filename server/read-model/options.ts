import type { PgliteLimits } from './pglite.ts'

export interface ReadModelLimits extends PgliteLimits {
  /** To a PostgreSQL; PGlite has one. */
  readonly connections: number
  /** Events in one SQL transaction, but for those of one block, which stay together. */
  readonly eventsPerBatch: number
  /** After a block, so long others are waited for: fewer and larger SQL transactions. */
  readonly gatherMs: number
  /** Tables are looked after when so much has happened. */
  readonly eventsPerCleaning: number
  /** How long the traces of erased words may stay on the disk; they are gone at the latest when it is closed. */
  readonly scrubDelayMs: number
  /** After the third failure in a row. */
  readonly retryMs: number
}

export const defaultReadModelLimits: ReadModelLimits = {
  openMs: 60_000,
  queryMs: 120_000,
  connections: 8,
  eventsPerBatch: 4_000,
  gatherMs: 250,
  eventsPerCleaning: 5_000,
  scrubDelayMs: 900_000,
  retryMs: 30_000,
}
