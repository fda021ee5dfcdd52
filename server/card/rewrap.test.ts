// What becomes of records of cards when the key that wraps them is changed.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { keyFileService } from '../vault/key-file-service.ts'
import { openCardTables } from './tables.ts'

const folder = await mkdtemp(join(tmpdir(), 'maru-card-keys-'))
after(() => rm(folder, { recursive: true, force: true }))
const newKey = (): string => randomBytes(32).toString('hex')
const [old, next] = [newKey(), newKey()]
const open = (...keys: readonly string[]) => openCardTables(folder, keyFileService(keys.join('\n')))
const ana = 'ab'.repeat(20)
const card = {
  salt: 'cd'.repeat(32),
  commitment: 'ef'.repeat(32),
  indexes: [7, 9],
  issuedAtSeconds: 1,
  expiresAtSeconds: 2,
}
const access = [{ facility: 'river-pool', salt: '01'.repeat(32), grant: '23'.repeat(32) }]

test('all of them are wrapped anew, and then the old key is not needed', async () => {
  const first = open(old)
  await first.putCard(ana, card)
  await first.putAccess(ana, access)
  await first.close()
  const both = open(next, old)
  // A card, two owners, what may be entered, and whose that is.
  assert.equal(await both.rewrap(), 5)
  assert.equal(await both.rewrap(), 0)
  await both.close()
  const last = open(next)
  assert.deepEqual(await last.cardOf(ana), card)
  assert.deepEqual(await last.accessOf(ana), access)
  assert.deepEqual(await last.givenBy('river-pool', undefined, 10), [
    { grant: access[0]!.grant, account: ana },
  ])
  for (const index of card.indexes) assert.equal(await last.ownerOf(index), ana)
  await last.close()
  const without = open(old)
  await assert.rejects(without.rewrap(), /has no key/)
  await assert.rejects(without.cardOf(ana), /has no key/)
  await without.close()
})

test('a record that is changed meanwhile stays as it is now, and closing does not wait for the rest', async () => {
  const newest = newKey()
  const tables = open(newest, next)
  const rewrapping = tables.rewrap()
  await tables.putAccess(ana, [])
  await rewrapping
  assert.deepEqual(await tables.accessOf(ana), [])
  await tables.close()
  const again = open(newKey(), newest)
  const ended = again.rewrap()
  await again.close()
  assert.ok((await ended) < 4)
})
