// A card that is suspended, restored, replaced, or whose holder leaves; and the DID that the office has.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { verifyCredential } from '@maru/credentials/credential.ts'
import { checkStatus, verifyStatusList } from '@maru/credentials/status-list.ts'
import { registrar } from '@maru/testing/city.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { readDidLog } from './did.ts'

const city = await openCardCity()
after(() => city.close())
await city.announce()
const office = `${city.origin}/api/card-office`
const nowSeconds = Math.floor(Date.now() / 1_000)
const type = `${office}/types/citizens-card`

describe('the state of a card', () => {
  const listNow = async () => {
    const text = await (await fetch(`${office}/status/0`)).text()
    return verifyStatusList(text, { uri: `${office}/status/0`, issuerKey: city.issuerKey, nowSeconds })
  }
  const statusOf = async (text: string) =>
    (await verifyCredential(text, { issuerKey: city.issuerKey, type, nowSeconds, binding: null })).status

  test('is suspended and restored by its holder, and the root of the list is on the ledger', async () => {
    const ana = await city.enrolPerson()
    const [card] = await city.receive(ana)
    const status = await statusOf(card!.text)
    checkStatus(await listNow(), status)
    const suspended = await city.ask(ana, 'suspend-my-card')
    assert.equal(suspended['card'].state, 'suspended')
    const list = await listNow()
    assert.throws(() => checkStatus(list, status), /W26-suspended/)
    const row = city.query('card', 'status') as { readonly root: Uint8Array }
    assert.deepEqual(new Uint8Array(createHash('sha256').update(list.bytes).digest()), row.root)
    assert.equal((await city.ask(ana, 'suspend-my-card'))['code'], 'K6-not-active')
    await city.ask(ana, 'restore-my-card')
    checkStatus(await listNow(), status)
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
    assert.throws(() => checkStatus(list, status), /W26-suspended/)
    assert.equal((await city.ask(ana, 'restore-my-card'))['code'], 'K7-suspended-by-registrar')
  })

  test('is revoked when another card takes its place, or the resident leaves', async () => {
    const ana = await city.enrolPerson()
    const [first] = await city.receive(ana)
    const [second] = await city.receive(ana)
    await city.cards.caughtUp()
    const [before, now] = [await statusOf(first!.text), await statusOf(second!.text)]
    const current = await listNow()
    assert.throws(() => checkStatus(current, before), /W27-revoked/)
    checkStatus(current, now)
    await city.act(ana, 'residents', 'leave-city', { account: ana.keyId })
    await city.cards.caughtUp()
    const later = await listNow()
    assert.throws(() => checkStatus(later, now), /W27-revoked/)
    assert.equal((await city.ask(ana, 'my-card'))['card'] ?? null, null)
  })

  test('did:webvh: the log that the city serves names the key that the ledger has', async () => {
    const log = await (await fetch(`${city.origin}/.well-known/did.jsonl`)).text()
    const { did, cardKey } = await readDidLog(log)
    assert.equal(did, city.did.did)
    assert.equal(cardKey?.['x'], city.keys.card.x)
    const changed = log.replace(city.keys.card.x!, city.keys.check.x!)
    await assert.rejects(readDidLog(changed))
  })
})
