import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../../../read-model.ts'

/** Apart from the other columns: each vote writes a row anew, and with it an entry in each index of its table. */
export const createCounts: Migration = {
  up: async (database: Database) => {
    await sql`
      create table proposal_counts (
        number int primary key,
        supports int not null,
        rising int not null,
        day int not null,
        gained int[] not null
      )`.execute(database)
  },
}
