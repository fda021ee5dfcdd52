/**
 * The PostgreSQL of DATABASE_URL for tests. Each process makes a database of its own on it and takes it away when it
 * ends, so that files that run at the same time do not meet.
 */
import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

/** Undefined when none is given. */
export const givenDatabase = (): Promise<string | undefined> => (made ??= makeDatabase())
let made: Promise<string | undefined> | undefined

const makeDatabase = async (): Promise<string | undefined> => {
  const given = process.env['DATABASE_URL']
  if (!given) return undefined
  const name = `maru_test_${randomBytes(6).toString('hex')}`
  await run(given, `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`)
  process.once('beforeExit', () => void run(given, `drop database ${name} with (force)`))
  const url = new URL(given)
  url.pathname = `/${name}`
  return url.href
}

const run = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
