// What happened to residents while the office's server was down reaches their cards when it starts.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newKey } from '@maru/client/new-key.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'

const city = await openCardCity()
after(() => city.close())
await city.announce()

test('a lost device, a suspension and a departure that the office did not hear end or stop the cards', async () => {
  const [lost, stopped, gone, other] = await Promise.all([1, 2, 3, 4].map(() => city.enrolPerson()))
  for (const each of [lost!, stopped!, gone!, other!]) await city.receive(each)
  const phone = namedSigner('new phone')
  await city.cards.caughtUp()
  await city.restart(async () => {
    const key = newKey(phone, city.genesis.chain, lost!.keyId)
    await city.act(registrar, 'residents', 'replace-key', { account: lost!.keyId, ...key })
    const account = stopped!.keyId
    await city.act(registrar, 'residents', 'suspend-resident', { account, reason: 'under-review' })
    await city.act(gone!, 'residents', 'leave-city', { account: gone!.keyId })
  })
  const counts = () => (city.query('card', 'issuer') as { readonly cards: object }).cards
  assert.deepEqual(counts(), { active: 1, suspended: 1, revoked: 2 })
  // The card that takes its place is not ended by what was heard before.
  await city.receive(phone)
  await city.cards.caughtUp()
  await city.restart(() => Promise.resolve())
  assert.deepEqual(counts(), { active: 2, suspended: 1, revoked: 2 })
  assert.deepEqual(city.warnings, [])
})
