/** Everything a read model holds, to be compared: each table's rows in the order of their keys. */
import { sql } from 'kysely'
import type { Database } from '@maru/services/read-model.ts'
import type { ReadModel } from '@maru/server/read-model/read-model.ts'

export type Rows = { readonly [table: string]: readonly unknown[] }

export const rowsOf = async (readModel: ReadModel): Promise<Rows> => {
  await readModel.caughtUp()
  return readModel.read(1, readAll)
}

const readAll = async (database: Database): Promise<Rows> => {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r'
      and relname <> 'reach' and relname not like 'kysely_%' order by relname`.execute(database)
  const all: [string, readonly unknown[]][] = []
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.id(name)} order by 1`.execute(database)
    all.push([name, rows])
  }
  return Object.fromEntries(all)
}
