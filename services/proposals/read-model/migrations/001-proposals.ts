import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../../../read-model.ts'

export const createProposals: Migration = {
  up: async (database: Database) => {
    await sql`
      create table proposals (
        number int primary key,
        state text not null,
        field text not null,
        district text,
        supports int not null,
        opened_at bigint not null
      )`.execute(database)
    await sql`create index on proposals (supports, number)`.execute(database)
    await sql`create index on proposals (field, number)`.execute(database)
    await sql`create index on proposals (district, number)`.execute(database)
    await sql`create index on proposals (state, number)`.execute(database)
  },
}
