import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../../../read-model.ts'

/** What is shown of a text, and what it is found by. There are rows only while it may be shown. */
export const createTexts: Migration = {
  up: async (database: Database) => {
    await sql`create table proposal_texts (number int primary key, title text not null, excerpt text not null)`.execute(
      database,
    )
    // Whoever searches visits a row for each hit: many of them stand on one page when the long column is kept apart.
    await sql`
      create table proposal_words (
        number int primary key,
        title_key text not null,
        title_grams tsvector not null,
        grams tsvector not null,
        passages int[] not null
      ) with (toast_tuple_target = 512)`.execute(database)
    // Statistics quote from columns, and would keep what was erased.
    for (const [table, column] of [
      ['proposal_texts', 'title'],
      ['proposal_texts', 'excerpt'],
      ['proposal_words', 'title_key'],
    ] as const)
      await sql`alter table ${sql.id(table)} alter column ${sql.id(column)} set statistics 0`.execute(
        database,
      )
  },
}
