/** How far the log was read, by which projections, and of which log: what decides whether the rows can be kept. */
import { sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Database, Projection } from '@maru/services/read-model.ts'
import { schemaOf, type Place } from './database.ts'

export interface Reach {
  /** Entries of the log that the rows contain. */
  readonly index: number
  /** Of the last block among them, in milliseconds since 1970. */
  readonly time: number
  /** Since when traces of erased words wait to be taken off the disk, in milliseconds since 1970. */
  readonly scrubAt: number | undefined
}

/** Runs the migrations that are missing. Throws when the rows are of other projections or of another log. */
export const prepareSchema = async (
  database: Database,
  place: Place,
  projections: readonly Projection[],
  ledger: Ledger,
): Promise<Reach> => {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrationsOf(projections)) },
    migrationTableSchema: schemaOf(place),
    // Each projection counts its own; one that is new may stand before one that has run.
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error as Error
  const versions = versionsOf(projections)
  await sql`insert into reach (versions) values (${versions}) on conflict do nothing`.execute(database)
  const { rows } = await sql<Stored>`select log_index, time, seal, scrub_at, versions from reach`.execute(
    database,
  )
  const stored = rows[0] as Stored
  if (stored.versions !== versions) throw new Error(`its rows are of ${stored.versions}, not of ${versions}`)
  if (stored.seal !== (await sealOf(ledger, stored.log_index))) throw new Error('its rows are of another log')
  return { index: stored.log_index, time: stored.time, scrubAt: stored.scrub_at ?? undefined }
}

/** Within the SQL transaction that writes the rows. */
export const storeReach = async (
  database: Database,
  ledger: Ledger,
  { index, time, scrubAt }: Reach,
): Promise<void> => {
  const seal = await sealOf(ledger, index)
  await sql`
    update reach set log_index = ${index}, time = ${time}, seal = ${seal}, scrub_at = ${scrubAt ?? null}`.execute(
    database,
  )
}

interface Stored {
  readonly log_index: number
  readonly time: number
  readonly seal: string
  readonly scrub_at: number | null
  readonly versions: string
}

const migrationsOf = (projections: readonly Projection[]): { readonly [name: string]: Migration } => ({
  '000.reach': reachMigration,
  ...Object.fromEntries(
    projections.flatMap(({ name, migrations }) =>
      Object.entries(migrations).map(([step, migration]) => [`${name}.${step}`, migration]),
    ),
  ),
})

const reachMigration: Migration = {
  up: async (database: Database) => {
    await sql`
      create table reach (
        id int primary key default 1 check (id = 1),
        log_index bigint not null default 0,
        time bigint not null default 0,
        seal text not null default '',
        scrub_at bigint,
        versions text not null
      )`.execute(database)
  },
}

const versionsOf = (projections: readonly Projection[]): string =>
  projections
    .map(({ name, version }) => `${name}@${version}`)
    .sort()
    .join(' ')

/** The hash of the last entry read, a block's seal: a log that was replaced by another has another. */
const sealOf = async (ledger: Ledger, index: number): Promise<string> => {
  if (index === 0) return ''
  const entry = await ledger.entry(index - 1)
  return entry ? bytesToHex(ledger.rules.hash(entry)) : 'beyond the log'
}
