/** What keeps reading quick and erased words off the disk, besides the rows themselves. */
import { sql } from 'kysely'
import type { Database, Projection } from '@maru/services/read-model.ts'
import type { Place } from './database.ts'
import type { Reach } from './schema.ts'

/** Made when all rows are there, which takes a fraction of keeping them up to date row by row. */
export const makeIndexes = async (database: Database, projections: readonly Projection[]): Promise<void> => {
  for (const { indexes } of projections) {
    for (const [name, on] of Object.entries(indexes))
      await sql`create index if not exists ${sql.id(name)} on ${sql.raw(on)}`.execute(database)
  }
}

/** Cleans tables of which a good part has changed, by the rule of PostgreSQL's autovacuum, which PGlite lacks. */
export const cleanTables = async (database: Database): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_stat_user_tables
    where schemaname = current_schema()
      and greatest(n_dead_tup, n_mod_since_analyze) > 500 + 0.2 * n_live_tup`.execute(database)
  for (const { name } of rows) await sql`vacuum (analyze) ${sql.id(name)}`.execute(database)
}

/**
 * A deleted row stays legible in its page, and in the write-ahead log: after an erasure the tables with words are
 * written anew, and the log that was written before is given up. Of a PostgreSQL elsewhere the log, its archive and
 * its backups are its operator's.
 */
export const scrubTables = async (
  database: Database,
  projections: readonly Projection[],
  place: Place,
  reach: Reach,
): Promise<Reach> => {
  for (const { textTables } of projections) {
    for (const table of textTables) await sql`vacuum (full, analyze) ${sql.id(table)}`.execute(database)
  }
  if ('folder' in place) {
    await sql`select pg_switch_wal()`.execute(database)
    await sql`checkpoint`.execute(database)
  }
  await sql`update reach set scrub_at = null`.execute(database)
  return { ...reach, scrubAt: undefined }
}
