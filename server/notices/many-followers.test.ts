import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { openNoticedCity } from '@maru/testing/noticed-city.ts'
import { openSubjects } from './subjects.ts'
import { newSubject } from './subject.ts'
import { openTables } from './tables.ts'

const followers = 10_000
const mebibyte = 1024 * 1024

test(`with ${followers} followers, all told by mail, an event costs one row a topic, bounded time and memory`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-followers-'))
  const notices = join(folder, 'notices')
  await followAll(notices)
  const town = await openNoticedCity({}, { folder })
  try {
    const [author, ...others] = (await town.city.enrol(4)) as [Signer, ...Signer[]]
    const proposal = await town.city.openProposal(author)
    await town.notices().caughtUp()
    const before = { memory: process.memoryUsage().rss, rows: await rowsIn(town) }
    const startedAt = performance.now()
    for (const other of others) await town.city.support(other, proposal)
    await town.notices().caughtUp()
    const seconds = (performance.now() - startedAt) / 1000
    const grown = (process.memoryUsage().rss - before.memory) / mebibyte
    assert.equal(town.mails.length, followers)
    assert.equal(new Set(town.mails.map(({ to }) => to)).size, followers)
    // The proposal, its author and its field.
    assert.equal((await rowsIn(town)) - before.rows, 3)
    console.log(`  ${followers} mails in ${seconds.toFixed(1)} s, ${grown.toFixed(0)} MiB more`)
    assert.ok(seconds < 120, `${seconds} s`)
    assert.ok(grown < 200, `${grown} MiB`)
    await town.reopen()
    await town.notices().caughtUp()
    assert.equal(town.mails.length, followers, 'a restart sends nothing again')
  } finally {
    await town.close()
    await rm(folder, { recursive: true, force: true })
  }
})

/** Made-up accounts that follow proposal 1: asking for it one by one would be the ledger's time, not this one's. */
const followAll = async (folder: string): Promise<void> => {
  const tables = openTables(folder)
  const subjects = openSubjects(folder, tables)
  await Promise.all(
    Array.from({ length: followers }, (_, number) => {
      const account = number.toString(16).padStart(40, '0')
      const told = { rhythm: 'each', from: 0, period: 0 } as const
      const email = { address: `${number}@example.org`, unsubscribe: account.slice(8), ...told }
      return subjects.change(account, () => ({ ...newSubject, follows: { 'proposal:1': 0 }, email }))
    }),
  )
  await subjects.close()
  await tables.close()
}

const rowsIn = async ({ city }: { readonly city: { readonly folder: string } }): Promise<number> => {
  const tables = openTables(join(city.folder, 'notices'))
  const rows = tables.notices.getKeysCount()
  await tables.close()
  return rows
}
