// Access to facilities as desks give it: the office and the ledger know of it together, or neither does.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, describe, test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { commitGrant } from '@maru/services/card/card-commitment.ts'
import { openCardCity, pool } from '@maru/testing/card-city.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'

const city = await openCardCity()
after(() => city.close())
await city.announce()
const facility = 'river-pool'
const dayMs = 86_400_000

/** What a desk sends: the facility's signature under a commitment to this account. */
const made = (account: string, changes: { by?: Signer; until?: number; salt?: string } = {}) => {
  const { by = pool, until = Date.now() + dayMs, salt = randomBytes(32).toString('hex') } = changes
  const parts = { chain: city.genesis.chain, facility, account }
  const grant = commitGrant(city.ledger.rules.hash, hexToBytes(salt), parts)
  const transaction = city.sign(by, 'card', 'grant-access', { facility, grant, until })
  return { facility, account, salt, transaction }
}
const listed = async (signer: Signer, input: object = {}) =>
  (await city.ask(signer, 'list-access', { facility, ...input })) as {
    readonly access: readonly { readonly account: string; readonly withdrawnAt: number | null }[]
    readonly next: string | null
  }
const mayorDoes = (action: string) => city.act(city.mayor, 'card', action, { facility })

describe('access that a desk gives', () => {
  test('is on the ledger, in the list of the facility, and on the next card; sent again it is given once', async () => {
    const ana = await city.enrolPerson()
    const input = made(ana.keyId)
    const receipt = await city.ask(pool, 'grant-access', input)
    assert.deepEqual(receipt['events'], [['access-granted', { facility }]])
    assert.match(receipt['proof'] as string, /^c2sp.org\/tlog-proof/)
    assert.equal((await city.ask(pool, 'grant-access', input))['index'], receipt['index'])
    const { access } = await listed(pool)
    assert.deepEqual(
      access.map(({ account, withdrawnAt }) => [account, withdrawnAt]),
      [[ana.keyId, null]],
    )
    assert.equal((await listed(registrar, { account: ana.keyId })).access.length, 1)
    const [card] = await city.receive(ana)
    assert.deepEqual(card!.claims['facility_grants'], [facility])
  })

  test('that the ledger refuses is nowhere, and the same account can be given it rightly', async () => {
    const ben = await city.enrolPerson()
    const late = await city.ask(pool, 'grant-access', made(ben.keyId, { until: 1 }))
    assert.equal(late['code'], 'K10-until')
    assert.deepEqual((await listed(pool, { account: ben.keyId })).access, [])
    const [card] = await city.receive(ben)
    assert.deepEqual(card!.claims['facility_grants'], [])
    await city.ask(pool, 'grant-access', made(ben.keyId))
    assert.equal((await listed(pool, { account: ben.keyId })).access.length, 1)
  })

  test('is refused from somebody else, for somebody else, and with a transaction of another', async () => {
    const [cem, dua] = [await city.enrolPerson(), await city.enrolPerson()]
    const codeOf = async (signer: Signer, input: object) =>
      (await city.ask(signer, 'grant-access', input as never))['code']
    const good = made(cem.keyId)
    assert.equal(await codeOf(registrar, good), 'W43-not-facility')
    assert.equal(await codeOf(pool, { ...good, account: dua.keyId }), 'W64-other-transaction')
    assert.equal(await codeOf(pool, { ...good, salt: '00'.repeat(32) }), 'W64-other-transaction')
    assert.equal(await codeOf(pool, made(cem.keyId, { by: registrar })), 'W64-other-transaction')
    assert.equal(await codeOf(pool, { ...good, transaction: new Uint8Array(3) }), 'T1-malformed')
    assert.equal(await codeOf(pool, { ...good, transaction: 'text' }), 'T11-input-malformed')
    assert.equal((await city.ask(cem, 'list-access', { facility }))['code'], 'W43-not-facility')
    assert.deepEqual((await listed(pool, { account: cem.keyId })).access, [])
  })

  test('of two facilities at the same time is remembered of both, and ends in the list when it is taken back', async () => {
    const eve = await city.enrolPerson()
    const twice = [made(eve.keyId), made(eve.keyId)]
    await Promise.all(twice.map((input) => city.ask(pool, 'grant-access', input)))
    assert.equal((await listed(pool, { account: eve.keyId })).access.length, 2)
    for (const { salt } of twice) {
      const parts = { chain: city.genesis.chain, facility, account: eve.keyId }
      const grant = commitGrant(city.ledger.rules.hash, hexToBytes(salt), parts)
      await city.act(registrar, 'card', 'withdraw-access', { grant })
    }
    const { access } = await listed(pool, { account: eve.keyId })
    assert.ok(access.every(({ withdrawnAt }) => withdrawnAt !== null))
    const [card] = await city.receive(eve)
    assert.deepEqual(card!.claims['facility_grants'], [])
  })

  test('comes page by page, and of who has left the city none is listed', async () => {
    const people: Signer[] = []
    for (let count = 0; count < 21; count++) people.push(await city.enrolPerson())
    for (const { keyId } of people) await city.ask(pool, 'grant-access', made(keyId))
    const first = await listed(pool)
    assert.equal(first.access.length, 20)
    const second = await listed(pool, { after: first.next })
    assert.equal(second.next, null)
    const accounts = [...first.access, ...second.access].map(({ account }) => account)
    for (const { keyId } of people) assert.equal(accounts.filter((account) => account === keyId).length, 1)
    const gone = people[0]!
    await city.receive(gone)
    await city.cards.caughtUp()
    await city.act(gone, 'residents', 'leave-city', { account: gone.keyId })
    await city.cards.caughtUp()
    const left = [...(await listed(pool)).access, ...(await listed(pool, { after: first.next })).access]
    assert.equal(
      left.some(({ account }) => account === gone.keyId),
      false,
    )
  })
})

describe('a closed facility', () => {
  test('gives no access, asks for no cards, and stands on none until it is opened again', async () => {
    const fay = await city.enrolPerson()
    await city.ask(pool, 'grant-access', made(fay.keyId))
    await mayorDoes('close-facility')
    assert.equal((await city.ask(pool, 'grant-access', made(fay.keyId)))['code'], 'K13-closed')
    const check = await city.ask(pool, 'start-check', { facility, asks: ['district'] })
    assert.equal(check['code'], 'W65-facility-closed')
    const [closed] = await city.receive(fay)
    assert.deepEqual(closed!.claims['facility_grants'], [])
    await mayorDoes('reopen-facility')
    const [open] = await city.receive(fay)
    assert.deepEqual(open!.claims['facility_grants'], [facility])
  })

  test('is nobody else to change: a stranger hears what there is to do', async () => {
    const refused = await city.act(namedSigner('pool'), 'card', 'close-facility', { facility })
    assert.equal(refused, 'K12-not-mayor')
  })
})
