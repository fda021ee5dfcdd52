import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../../read-model.ts'

/** What filters and orders ask for, and what polls are found by. Each vote moves one row of `poll_counts` alone. */
export const createPolls: Migration = {
  up: async (database: Database) => {
    await sql`
      create table polls (
        number int primary key,
        asker text not null,
        state text not null,
        secrecy text not null,
        asked_group text not null,
        opens_at bigint not null,
        closes_at bigint not null
      )`.execute(database)
    await sql`create table poll_counts (number int primary key, voters int not null)`.execute(database)
    // Rows only while the words may be shown.
    await sql`
      create table poll_words (
        number int primary key,
        title_key text not null,
        title_grams tsvector not null,
        grams tsvector not null
      )`.execute(database)
    // Statistics quote from columns, and would keep what was erased.
    await sql`alter table poll_words alter column title_key set statistics 0`.execute(database)
  },
}
