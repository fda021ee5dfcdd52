import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../../../read-model.ts'

/** Supports given less those taken back, of each proposal on each of the last days. */
export const createDays: Migration = {
  up: async (database: Database) => {
    await sql`
      create table proposal_days (
        day int not null,
        number int not null,
        gained int not null,
        primary key (day, number)
      )`.execute(database)
  },
}
