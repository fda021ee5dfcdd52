import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../../../read-model.ts'

/** Narrow rows that every vote rewrites, apart from the texts, which hardly ever change. */
export const createProposals: Migration = {
  up: async (database: Database) => {
    await sql`
      create table proposals (
        number int primary key,
        author text not null,
        state text not null,
        field text not null,
        district text,
        department text,
        supports int not null,
        closes_at bigint,
        due_at bigint,
        answered_at bigint
      )`.execute(database)
    await sql`create index on proposals (supports, number)`.execute(database)
    await sql`create index on proposals (author)`.execute(database)
    await sql`create index on proposals (field, number)`.execute(database)
    await sql`create index on proposals (district, number)`.execute(database)
    await sql`create index on proposals (department, number)`.execute(database)
    await sql`create index on proposals (state, number)`.execute(database)
    await sql`create index on proposals (closes_at, number) where state = 'open'`.execute(database)
    await sql`create index on proposals (due_at, number) where due_at is not null`.execute(database)
    await sql`create index on proposals (answered_at, number) where answered_at is not null`.execute(database)
  },
}
