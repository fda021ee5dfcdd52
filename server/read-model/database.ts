/** One interface over both databases: PGlite in a folder of the city's, or a PostgreSQL elsewhere. */
import { rmSync } from 'node:fs'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Pool, types } from 'pg'
import type { Database } from '@maru/services/read-model.ts'
import type { ReadModelLimits } from './options.ts'
import { forgetOpening, openPglitePool } from './pglite.ts'

/** Everything stands in a schema of its own, which is made, and dropped when it is built again. */
export type Place = ({ readonly folder: string } | { readonly url: string }) & { readonly schema?: string }

/** Opens the database with an empty schema or the one that is there. Rejects when it does not answer in time. */
export const openDatabase = async (place: Place, limits: ReadModelLimits): Promise<Database> => {
  const pool = 'folder' in place ? await openPglitePool(place.folder, limits) : openPool(place, limits)
  const database: Database = new Kysely({ dialect: new PostgresDialect({ pool }) })
  try {
    await sql`create schema if not exists ${sql.id(schemaOf(place))}`.execute(database)
    // PGlite has one connection for good; those of a pool are told when they are made.
    if ('folder' in place) await sql`set search_path to ${sql.id(schemaOf(place))}, public`.execute(database)
    await sql`create extension if not exists pg_trgm schema public`.execute(database)
    if ('folder' in place)
      await sql`set pg_trgm.similarity_threshold = ${sql.lit(similarityMin)}`.execute(database)
    await checkTrigrams(database)
    return database
  } catch (error) {
    await database.destroy().catch(() => undefined)
    throw error
  }
}

/** Takes away everything that was stored. The database must be closed. */
export const eraseDatabase = async (place: Place, limits: ReadModelLimits): Promise<void> => {
  if ('folder' in place) {
    rmSync(place.folder, { recursive: true, force: true })
    return forgetOpening(place.folder)
  }
  const database: Database = new Kysely({ dialect: new PostgresDialect({ pool: openPool(place, limits) }) })
  try {
    await sql`drop schema if exists ${sql.id(schemaOf(place))} cascade`.execute(database)
  } finally {
    await database.destroy()
  }
}

/** What pg_trgm's `%` takes for similar; with its own 0.3 fewer than half as many reworded titles are found. */
const similarityMin = 0.2

export const schemaOf = ({ schema = 'maru_read_model' }: Place): string => schema

// Numbers of the ledger are below 2^53, so int8 fits a number; pg gives text unless told.
const getTypeParser = ((...[id, format]: Parameters<typeof types.getTypeParser>) =>
  id === types.builtins.INT8 ? Number : types.getTypeParser(id, format)) as typeof types.getTypeParser

const openPool = (place: Place & { readonly url: string }, limits: ReadModelLimits): Pool => {
  const pool = new Pool({
    connectionString: place.url,
    options: `-c search_path=${schemaOf(place)},public -c pg_trgm.similarity_threshold=${similarityMin}`,
    max: limits.connections,
    connectionTimeoutMillis: limits.openMs,
    statement_timeout: limits.queryMs,
    query_timeout: limits.queryMs + 1_000,
    types: { getTypeParser },
  })
  // A connection that breaks while nobody uses it is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pool
}

/** In a database with the locale C, letters beyond ASCII are none, and nothing Korean would ever be similar. */
const checkTrigrams = async (database: Database): Promise<void> => {
  const { rows } = await sql<{ count: number }>`select cardinality(show_trgm('마루')) as count`.execute(
    database,
  )
  if ((rows[0]?.count ?? 0) > 0) return
  throw new Error('the database knows no Korean letters: create it with a UTF-8 locale, such as C.UTF-8')
}
