import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from '../../../read-model.ts'

/** What the words of a proposal are found by; there is a row only while its text may be shown. */
export const createTexts: Migration = {
  up: async (database: Database) => {
    await sql`
      create table proposal_texts (
        number int primary key,
        title text not null,
        excerpt text not null,
        title_key text not null,
        title_grams tsvector not null,
        grams tsvector not null,
        passages int[] not null
      )`.execute(database)
    // Without a list of pending entries: readers would search it row by row until somebody cleans up.
    for (const column of ['title_key gin_trgm_ops', 'title_grams', 'grams', 'passages'])
      await sql`create index on proposal_texts using gin (${sql.raw(column)}) with (fastupdate = off)`.execute(
        database,
      )
  },
}
