// A card that is suspended, restored, replaced, or whose holder leaves; and the DID that the office has.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { verifyCredential } from '@maru/credentials/credential.ts'
import { checkStatus, verifyStatusList } from '@maru/credentials/status-list.ts'
import { newKey } from '@maru/client/new-key.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'
import { commitGrant } from '@maru/services/card/card-commitment.ts'
import { openCardCity, pool } from '@maru/testing/card-city.ts'
import { readDidLog } from './did.ts'

const city = await openCardCity()
after(() => city.close())
await city.announce()
const office = `${city.origin}/api/card-office`
const nowSeconds = Math.floor(Date.now() / 1_000)
const type = `${office}/types/citizens-card`

const listNow = async () => {
  const text = await (await fetch(`${office}/status/0`)).text()
  return verifyStatusList(text, { uri: `${office}/status/0`, issuerKey: city.issuerKey, nowSeconds })
}
const statusOf = async (text: string) =>
  (await verifyCredential(text, { issuerKey: city.issuerKey, type, nowSeconds, binding: null })).status

describe('the state of a card', () => {
  test('is suspended and restored by its holder, and the root of the list is on the ledger', async () => {
    const ana = await city.enrolPerson()
    const [card] = await city.receive(ana)
    const status = await statusOf(card!.text)
    const { office } = city.query('card', 'issuer') as { readonly office: string }
    assert.deepEqual(city.readings.at(-1), { account: ana.keyId, purpose: 'card', by: office })
    checkStatus(await listNow(), status, nowSeconds)
    const suspended = await city.ask(ana, 'suspend-my-card')
    assert.equal(suspended['card'].state, 'suspended')
    const list = await listNow()
    assert.throws(() => checkStatus(list, status, nowSeconds), /W26-suspended/)
    const row = city.query('card', 'status') as { readonly root: Uint8Array }
    assert.deepEqual(new Uint8Array(createHash('sha256').update(list.bytes).digest()), row.root)
    assert.equal((await city.ask(ana, 'suspend-my-card'))['code'], 'K6-not-active')
    await city.ask(ana, 'restore-my-card')
    checkStatus(await listNow(), status, nowSeconds)
  })

  test('is restored by a registrar only when a registrar has suspended it', async () => {
    const ana = await city.enrolPerson()
    const [received] = await city.receive(ana)
    await city.cards.caughtUp()
    const { card } = await city.ask(registrar, 'card-of', { account: ana.keyId })
    const bytes = Buffer.from(card.commitment as string, 'hex')
    await city.act(registrar, 'card', 'suspend-card', { card: new Uint8Array(bytes), reason: 'under-review' })
    await city.cards.caughtUp()
    const [list, status] = [await listNow(), await statusOf(received!.text)]
    assert.throws(() => checkStatus(list, status, nowSeconds), /W26-suspended/)
    assert.equal((await city.ask(ana, 'restore-my-card'))['code'], 'K7-suspended-by-registrar')
  })

  test('is revoked when another card takes its place, or the resident leaves', async () => {
    const ana = await city.enrolPerson()
    const [first] = await city.receive(ana)
    const [second] = await city.receive(ana)
    await city.cards.caughtUp()
    const [before, now] = [await statusOf(first!.text), await statusOf(second!.text)]
    const current = await listNow()
    assert.throws(() => checkStatus(current, before, nowSeconds), /W27-revoked/)
    checkStatus(current, now, nowSeconds)
    await city.act(ana, 'residents', 'leave-city', { account: ana.keyId })
    await city.cards.caughtUp()
    const later = await listNow()
    assert.throws(() => checkStatus(later, now, nowSeconds), /W27-revoked/)
    assert.equal((await city.ask(ana, 'my-card'))['card'] ?? null, null)
  })

  test('is revoked when the registrar replaces the devices of its holder, also before it is recorded', async () => {
    const ana = await city.enrolPerson()
    const [card] = await city.receive(ana)
    const status = await statusOf(card!.text)
    const phone = namedSigner('new phone')
    const replaced = { account: ana.keyId, ...newKey(phone, city.genesis.chain, ana.keyId) }
    await city.act(registrar, 'residents', 'replace-key', { ...replaced, reason: 'device-lost' })
    await city.cards.caughtUp()
    const list = await listNow()
    assert.throws(() => checkStatus(list, status, nowSeconds), /W27-revoked/)
    const [next] = await city.receive(phone)
    checkStatus(await listNow(), await statusOf(next!.text), nowSeconds)
  })

  test('did:webvh: the log that the city serves names the key that the ledger has', async () => {
    const log = await (await fetch(`${city.origin}/.well-known/did.jsonl`)).text()
    const { did, cardKey } = await readDidLog(log)
    assert.equal(did, city.did.did)
    assert.equal(cardKey?.['x'], city.keys.card.x)
    const changed = log.replace(city.keys.card.x!, city.keys.check.x!)
    await assert.rejects(readDidLog(changed))
  })

  test('follows its holder: suspended and restored with them', async () => {
    const ana = await city.enrolPerson()
    const [card] = await city.receive(ana)
    await city.cards.caughtUp()
    const status = await statusOf(card!.text)
    await city.act(registrar, 'residents', 'suspend-resident', { account: ana.keyId, reason: 'under-review' })
    await city.cards.caughtUp()
    const suspended = await listNow()
    assert.throws(() => checkStatus(suspended, status, nowSeconds), /W26-suspended/)
    await city.act(registrar, 'residents', 'restore-resident', {
      account: ana.keyId,
      reason: 'review-passed',
    })
    await city.cards.caughtUp()
    checkStatus(await listNow(), status, nowSeconds)
  })
})

describe('access to a facility', () => {
  test('stands on the ledger as a commitment, and on the next card by its name', async () => {
    const ana = await city.enrolPerson()
    const salt = new Uint8Array(randomBytes(32))
    const parts = { chain: city.genesis.chain, facility: 'river-pool', account: ana.keyId }
    const grant = commitGrant(city.ledger.rules.hash, salt, parts)
    const give = () =>
      city.ask(pool, 'give-access', {
        facility: 'river-pool',
        account: ana.keyId,
        salt: Buffer.from(salt).toString('hex'),
      })
    assert.equal((await give())['code'], 'W49-no-such-access')
    const until = Date.now() + 86_400_000
    await city.act(pool, 'card', 'grant-access', { facility: 'river-pool', grant, until })
    assert.equal((await give())['until'], until)
    const [card] = await city.receive(ana)
    assert.deepEqual(card!.claims['facility_grants'], ['river-pool'])
    const other = await city.ask(registrar, 'give-access', {
      facility: 'river-pool',
      account: ana.keyId,
      salt: Buffer.from(salt).toString('hex'),
    })
    assert.equal(other['code'], 'W43-not-facility')
  })

  test('ends with the card that is issued after it was taken back', async () => {
    const ben = await city.enrolPerson()
    const salt = new Uint8Array(randomBytes(32))
    const parts = { chain: city.genesis.chain, facility: 'river-pool', account: ben.keyId }
    const grant = commitGrant(city.ledger.rules.hash, salt, parts)
    const until = Date.now() + 86_400_000
    await city.act(pool, 'card', 'grant-access', { facility: 'river-pool', grant, until })
    const input = { facility: 'river-pool', account: ben.keyId, salt: Buffer.from(salt).toString('hex') }
    await city.ask(pool, 'give-access', input)
    await city.act(pool, 'card', 'withdraw-access', { grant })
    const [card] = await city.receive(ben)
    assert.deepEqual(card!.claims['facility_grants'], [])
  })
})

describe('what the office puts on the ledger', () => {
  test('names no account, no number of a list and nothing of a person', async () => {
    const ana = await city.enrolPerson({ name: '박아무개' })
    const from = city.ledger.status().size
    const [card] = await city.receive(ana)
    await city.cards.caughtUp()
    await city.ask(ana, 'suspend-my-card')
    const { index } = await statusOf(card!.text)
    const log: Buffer[] = []
    for (let at = from; at < city.ledger.status().size; at++)
      log.push(Buffer.from((await city.ledger.entry(at))!))
    const bytes = Buffer.concat(log)
    assert.ok(bytes.includes('record-cards') && bytes.includes('suspend-card'))
    const number = Buffer.from([0x1a, index >>> 24, (index >>> 16) & 255, (index >>> 8) & 255, index & 255])
    for (const secret of [
      ana.keyId,
      Buffer.from(ana.keyId, 'hex'),
      Buffer.from(ana.publicKey),
      '박아무개',
      number,
    ])
      assert.equal(bytes.includes(secret), false)
  })
})
