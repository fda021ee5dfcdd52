import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { z } from 'zod'
import { tablesReader } from '@maru/kernel/state/table.ts'
import { list, upsertRows, type Database, type Projection } from '../read-model.ts'
import { accountId } from '../schemas.ts'
import { tables } from './state.ts'

const read = tablesReader('residents', { residents: tables.residents })

const createKeys: Migration = {
  up: async (database: Database) => {
    await sql`
      create table resident_keys (key text primary key, account text not null, joined_at bigint not null)`.execute(
      database,
    )
  },
}

const joined = list({
  input: z.strictObject({ account: accountId }),
  summary: 'When each key of an account was added to it; the first one when the resident was enrolled.',
  example: { account: '00112233445566778899aabbccddeeff00112233' },
  read: async ({ database, view }, { account }) => {
    const resident = read(view).residents.get([account])
    // An account has at most 16 keys (R8).
    const { rows } = await sql<{ key: string; joinedAt: number }>`
      select key, joined_at as "joinedAt" from resident_keys
      where account = ${account} order by joined_at, key`.execute(database)
    const first = resident ? [{ key: account, joinedAt: resident.enrolledAt }] : []
    return { answer: { account, keys: [...first, ...rows] } }
  },
})

/** When the keys of accounts joined them: the state keeps the keys, and no times. */
export const residentsProjection: Projection = {
  name: 'residents',
  version: 1,
  migrations: { '001-keys': createKeys },
  indexes: { resident_keys_by_account: 'resident_keys (account)' },
  textTables: [],
  hears: ['residents.key-added', 'residents.key-replaced'],
  apply: async ({ database, events }) => {
    const rows = events.map(({ data, time }) => ({
      key: data['key'] as string,
      account: data['account'] as string,
      joined_at: time,
    }))
    await upsertRows(
      database,
      'resident_keys',
      { key: 'text', account: 'text', joined_at: 'bigint' },
      ['key'],
      rows,
    )
  },
  lists: { joined },
}
