import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { developmentVaultKey, keyFileService } from '../vault/key-file-service.ts'
import { createAdapters } from './adapter.ts'
import { openTables } from './tables.ts'

const folder = await mkdtemp(join(tmpdir(), 'maru-adapter-'))
let time = 1_000_000
const tables = await openTables(folder, keyFileService(developmentVaultKey))
const { adapterFor, revokeGrant, count } = createAdapters({
  tables,
  now: () => time,
  clientOf: (id) => (id === 'known' ? { client_id: id } : undefined),
  rowsMax: 20,
})
after(async () => {
  await tables.close()
  await rm(folder, { recursive: true })
})

test('what has expired is not found, and makes room', async () => {
  const sessions = adapterFor('Session')
  for (let at = 0; at < 10; at++) await sessions.upsert(`s${at}`, { uid: `u${at}` }, 10)
  assert.equal((await sessions.findByUid('u3'))?.uid, 'u3')
  time += 10_000
  assert.equal(await sessions.find('s3'), undefined)
  assert.equal(await sessions.findByUid('u3'), undefined)
  await sessions.upsert('later', { uid: 'later' }, 10)
  assert.equal(count(), 1)
})

test('there is only so much under way; what is there can still be changed', async () => {
  const codes = adapterFor('AuthorizationCode')
  for (let at = count(); at < 20; at++) await codes.upsert(`c${at}`, { grantId: 'g' }, 100)
  await assert.rejects(codes.upsert('one more', {}, 100), /too much is under way/)
  await codes.upsert('c5', { grantId: 'g', scope: 'openid' }, 100)
  assert.equal((await codes.find('c5'))?.scope, 'openid')
})

test('of many who use up the same code at the same time, one does', async () => {
  const codes = adapterFor('AuthorizationCode')
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => codes.consume('c5')))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  await codes.upsert('c5', { grantId: 'g' }, 100)
  assert.ok((await codes.find('c5'))?.consumed, 'and saving it anew does not bring it back')
})

test('with a grant all codes and tokens under it end, and no other', async () => {
  const codes = adapterFor('AuthorizationCode')
  await codes.destroy('c6')
  await adapterFor('AccessToken').upsert('t', { grantId: 'other' }, 100)
  await revokeGrant('g')
  assert.equal(await codes.find('c7'), undefined)
  assert.equal((await adapterFor('AccessToken').find('t'))?.grantId, 'other')
})

test('a proof is taken once', async () => {
  const proofs = adapterFor('ReplayDetection')
  await proofs.upsert('p', { iss: 'a' }, 100)
  await assert.rejects(proofs.upsert('p', { iss: 'a' }, 100), /invalid_request/)
})

test('clients come from the ledger', async () => {
  const clients = adapterFor('Client')
  assert.equal((await clients.find('known'))?.client_id, 'known')
  assert.equal(await clients.find('nobody'), undefined)
})
