import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeed, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { services } from '@maru/services/index.ts'
import { recordedOf, registrar } from '@maru/testing/city.ts'
import { withNoticedCity, type NoticedCity } from '@maru/testing/noticed-city.ts'

const refusal = async (town: NoticedCity, bytes: Uint8Array): Promise<unknown[]> => {
  const answer = await town.post(bytes)
  return [answer.statusCode, answer.json().code]
}

test('a request is answered once: a copy is refused, at the same moment and after a restart', () =>
  withNoticedCity(async (town) => {
    const [ann] = (await town.city.enrol(1)) as [Signer]
    const bytes = town.sign(ann, 'read-inbox', {})
    const [first, second] = await Promise.all([town.post(bytes), town.post(bytes)])
    assert.deepEqual(new Set([first.statusCode, second.statusCode]), new Set([200, 409]))
    await town.reopen()
    assert.deepEqual(await refusal(town, bytes), [409, 'N11-replayed'])
    town.city.advance(300_001)
    assert.deepEqual(await refusal(town, bytes), [410, 'T4-expired'])
  }))

test('what was not signed for this city, now, by a key of an account is refused with its code', () =>
  withNoticedCity(async (town) => {
    const { city, sign } = town
    const [ann] = (await city.enrol(1)) as [Signer]
    const now = city.now()
    const forged = sign(ann, 'read-inbox', {})
    forged[forged.length - 1]! ^= 1
    const cases: readonly (readonly [Uint8Array, number, string])[] = [
      [forged, 401, 'T7-bad-signature'],
      [sign(ann, 'read-inbox', {}, { validUntil: now - 1 }), 410, 'T4-expired'],
      [sign(ann, 'read-inbox', {}, { validUntil: now + 600_001 }), 400, 'T5-valid-too-long'],
      [sign(ann, 'read-inbox', {}, { chain: 'another' }), 400, 'T3-wrong-chain'],
      [sign(signerFromSeed(createSeed()), 'read-inbox', {}), 401, 'T8-unknown-key'],
      [sign(ann, 'read-others', {}), 400, 'T10-unknown-action'],
      [sign(ann, 'constructor', {}), 400, 'T10-unknown-action'],
      [city.sign(ann, 'proposals', 'support-proposal', { proposal: 1 }), 400, 'T10-unknown-action'],
      [sign(ann, 'follow', { kind: 'account', id: ann.keyId }), 400, 'T11-input-malformed'],
      [sign(ann, 'follow', { kind: 'proposal', id: "1' or 1=1" }), 400, 'T11-input-malformed'],
      [sign(ann, 'follow', { kind: 'proposal', id: '7' }), 404, 'N1-unknown-target'],
      [sign(ann, 'follow', { kind: 'district', id: 'moon' }), 404, 'N1-unknown-target'],
      [sign(ann, 'confirm-email', { code: '00000000' }), 422, 'N7-code-wrong'],
      [sign(ann, 'read-inbox', { limit: 101 }), 400, 'T11-input-malformed'],
      [Buffer.from('not CBOR'), 400, 'T1-malformed'],
      [Buffer.alloc(60_001), 413, 'T2-too-large'],
      [Buffer.alloc(70_000), 413, 'S6-too-large'],
    ]
    for (const [bytes, status, code] of cases)
      assert.deepEqual(await refusal(town, bytes), [status, code], code)
    const json = await town.app().inject({ method: 'POST', url: '/api/notices', payload: { request: 'x' } })
    assert.deepEqual([json.statusCode, json.json().code], [400, 'S1-body-malformed'])
    assert.match((await town.post(forged, 'ko')).json().detail, /[가-힣]/)
  }))

test('a revoked key asks for nothing, and every device of an account has the same inbox', () =>
  withNoticedCity(async (town) => {
    const { city } = town
    const [ann] = (await city.enrol(1)) as [Signer]
    const phone = signerFromSeed(createSeed())
    const key = { account: ann.keyId, ...newKey(phone, city.genesis.chain, ann.keyId) }
    recordedOf(await city.act(ann, 'residents', 'add-key', key))
    await city.openProposal(ann)
    assert.deepEqual(await town.ask(phone, 'follow', { kind: 'proposal', id: '1' }), {
      following: 'proposal:1',
    })
    assert.deepEqual(Object.keys((await town.ask(ann, 'export-all')).follows), ['proposal:1'])
    recordedOf(await city.act(ann, 'residents', 'revoke-key', { key: phone.keyId }))
    assert.equal(await town.ask(phone, 'read-inbox'), 'T9-revoked-key')
  }))

test('a request can be no transaction: no service is called notices, and the ledger refuses it', () =>
  withNoticedCity(async (town) => {
    const [ann] = (await town.city.enrol(1)) as [Signer]
    assert.ok(services.every(({ name }) => name !== 'notices'))
    assert.equal(await town.city.submit(town.sign(ann, 'read-inbox', {})), 'T10-unknown-action')
  }))

test('one account follows so much and no more', () =>
  withNoticedCity(async (town) => {
    const [ann] = (await town.city.enrol(1)) as [Signer]
    for (let number = 1; number <= 201; number++) await town.city.openProposal(ann)
    for (let number = 1; number <= 200; number++)
      await town.ask(ann, 'follow', { kind: 'proposal', id: String(number) })
    const more = { kind: 'proposal', id: '201' }
    assert.equal(await town.ask(ann, 'follow', more), 'N2-too-many-follows')
    await town.ask(ann, 'unfollow', { kind: 'proposal', id: '1' })
    assert.deepEqual(await town.ask(ann, 'follow', more), { following: 'proposal:201' })
  }))

test('who has left can read, take along and erase what is kept, and ask for nothing new', () =>
  withNoticedCity(async (town) => {
    const { city } = town
    const [ann] = (await city.enrol(1)) as [Signer]
    await city.openProposal(ann)
    await town.ask(ann, 'follow', { kind: 'proposal', id: '1' })
    recordedOf(await city.act(registrar, 'residents', 'leave-city', { account: ann.keyId }))
    assert.equal(await town.ask(ann, 'follow', { kind: 'proposal', id: '1' }), 'N9-left')
    assert.deepEqual(Object.keys((await town.ask(ann, 'export-all')).follows), ['proposal:1'])
    assert.deepEqual(await town.ask(ann, 'erase-all'), { erased: ann.keyId })
    assert.deepEqual((await town.ask(ann, 'export-all')).follows, {})
  }))

test('a server that is full takes no more accounts, and says so', () =>
  withNoticedCity(
    async (town) => {
      const [ann, ben] = (await town.city.enrol(2)) as [Signer, Signer]
      await town.city.openProposal(ann)
      const target = { kind: 'proposal', id: '1' }
      assert.deepEqual(await town.ask(ann, 'follow', target), { following: 'proposal:1' })
      assert.equal(await town.ask(ben, 'follow', target), 'N12-full')
      assert.deepEqual(await town.events(ben), [])
    },
    { limits: { subjects: 1 } },
  ))

test('notices are described with examples that fit, and only where they are served', () =>
  withNoticedCity(async (town) => {
    const document = (await town.app().inject('/openapi.json')).json()
    const actions = document['x-notice-actions']
    assert.ok(actions.length >= 9)
    const [ann] = (await town.city.enrol(1)) as [Signer]
    for (const { action, example } of actions) {
      const answer = await town.post(
        signTransaction(
          ann,
          { service: 'notices', action, input: example },
          { chain: town.city.genesis.chain, validUntil: town.city.now() + 1_000 },
        ),
      )
      assert.notEqual(answer.json().code, 'T11-input-malformed', action)
    }
    for (const path of ['/api/notices', '/notices/unsubscribe'])
      for (const method of ['GET', 'POST'] as const) {
        assert.ok(document.paths[path][method.toLowerCase()], path)
        assert.ok(town.app().hasRoute({ url: path, method }), path)
      }
  }))
