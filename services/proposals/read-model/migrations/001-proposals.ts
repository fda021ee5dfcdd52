import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../../../read-model.ts'

/** What filters ask for, and dates that lists are ordered by. */
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
        closes_at bigint,
        due_at bigint,
        answered_at bigint
      )`.execute(database)
    await sql`create index proposals_author on proposals (author)`.execute(database)
  },
}
