import type { PgliteLimits } from './pglite.ts'

export interface ReadModelLimits extends PgliteLimits {
  /** To a PostgreSQL; PGlite has one. */
  readonly connections: number
  /** Events in one SQL transaction, but for those of one block, which stay together. */
  readonly eventsPerBatch: number
  /** After a block, so long others are waited for: fewer and larger SQL transactions. */
  readonly gatherMs: number
}

export const defaultReadModelLimits: ReadModelLimits = {
  openMs: 60_000,
  queryMs: 30_000,
  connections: 8,
  eventsPerBatch: 4_000,
  gatherMs: 100,
}
