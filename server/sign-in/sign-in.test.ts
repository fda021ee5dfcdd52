// The whole of signing in, with openid-client as the service that residents sign in to.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import { recordedOf, registrar } from '@maru/testing/city.ts'
import type { Member } from '@maru/testing/library/library.ts'
import { createVisitor, errorOf, openSignInCity } from '@maru/testing/sign-in-city.ts'

const town = await openSignInCity()
after(() => town.close())
const { city } = town
const [ana, ben] = (await city.enrol(2)) as [Signer, Signer]
const yearsAgo = (years: number) => `${new Date().getFullYear() - years}-01-01`
town.persons.set(ana.keyId, { name: '김아나', birthDate: yearsAgo(16), district: 'hill' })
town.persons.set(ben.keyId, { name: '이벤', birthDate: yearsAgo(60), district: 'river' })
const library = await town.openService('city-library', ['age_over_14', 'age_over_19', 'district'])
const pool = await town.openService('city-pool', ['age_over_14'])

const newestOf = ({ members }: typeof library): Member => [...members.values()].at(-1)!

const memberOf = async (service: typeof library, signer: Signer, chosen?: readonly Attribute[]) => {
  const { url } = await createVisitor(town).signIn(service, signer, chosen)
  assert.equal(url.href, `${service.url}/`)
  return newestOf(service)
}

const consentsOf = async (signer: Signer) =>
  (await town.request(signer, 'list')).consents as {
    readonly service: string
    readonly commitment: string
    readonly isInForce: boolean
    readonly isRecorded: boolean
    readonly attributes: readonly string[]
  }[]

const withdrawOnLedger = async (signer: Signer, commitment: string) =>
  recordedOf(
    await city.act(signer, 'sign-in', 'withdraw-consent', { consent: Buffer.from(commitment, 'hex') }),
  )

describe('a resident signs in', () => {
  test('and the service is told what was agreed to, under a subject that is not the account', async () => {
    const { told, sub } = await memberOf(library, ana)
    assert.deepEqual(told, { sub, age_over_14: true, age_over_19: false, district: 'hill' })
    assert.ok(!JSON.stringify(told).includes(ana.keyId))
  })

  test('again, and is the same to one service and somebody else to another', async () => {
    const first = await memberOf(library, ana)
    const second = await memberOf(library, ana)
    const elsewhere = await memberOf(pool, ana)
    assert.equal(first.sub, second.sub)
    assert.notEqual(first.sub, elsewhere.sub)
    assert.deepEqual(elsewhere.told, { sub: elsewhere.sub, age_over_14: true })
  })

  test('and declines a part: the service goes on without it, and it is not asked for again', async () => {
    await memberOf(library, ben, ['district'])
    const visitor = createVisitor(town)
    const login = await visitor.follow(`${library.url}/sign-in`)
    const { to } = await visitor.step(login.url, 'device', visitor.proof(ben, login.url))
    assert.equal((await visitor.follow(to)).url.href, `${library.url}/`)
    const { told, sub } = newestOf(library)
    assert.deepEqual(told, { sub, district: 'river' })
  })

  test('and the receipt stands on the ledger as a commitment, signed by the device', async () => {
    const [consent] = await consentsOf(ben)
    assert.deepEqual(
      [consent!.service, consent!.attributes, consent!.isRecorded, consent!.isInForce],
      ['city-library', ['district'], true, true],
    )
    const row = city.query('sign-in', 'consent', { consent: consent!.commitment }) as object
    assert.deepEqual(Object.keys(row), ['consent', 'at', 'withdrawnAt'])
  })

  test('without a key on the device, and the receipt is signed later from one that has it', async () => {
    const visitor = createVisitor(town)
    const login = await visitor.follow(`${pool.url}/sign-in`)
    const { to } = await visitor.step(login.url, 'device', visitor.proof(ben, login.url))
    const asked = await visitor.follow(to)
    const consent = visitor.agreeing(undefined, 'city-pool', ['age_over_14'], Date.now() + 3_600_000)
    const answer = await visitor.step(asked.url, 'consent', consent)
    assert.equal((await visitor.follow(answer.to)).url.href, `${pool.url}/`)
    const [unsigned] = await consentsOf(ben)
    assert.equal(unsigned!.isRecorded, false)
    const bytes = Buffer.from(unsigned!.commitment, 'hex')
    recordedOf(await city.act(ben, 'sign-in', 'give-consent', { consent: bytes }))
    assert.equal((await consentsOf(ben))[0]!.isRecorded, true)
  })
})

describe('what a resident takes back', () => {
  test('on the ledger counts at once: the token that the service has tells nothing more', async () => {
    const member = await memberOf(library, ana)
    assert.equal((await library.askAgain(member))['district'], 'hill')
    const consent = (await consentsOf(ana)).find(
      ({ isInForce, service }) => isInForce && service === 'city-library',
    )
    await withdrawOnLedger(ana, consent!.commitment)
    assert.equal(await errorOf(library.askAgain(member)), 'invalid_token')
    assert.equal(
      (await consentsOf(ana)).find((each) => each.commitment === consent!.commitment)!.isInForce,
      false,
    )
  })

  test('by a signed request too, where no receipt is on the ledger; nobody else does it', async () => {
    const member = await memberOf(pool, ben)
    const { commitment } = (await consentsOf(ben)).find(
      ({ isInForce, service }) => isInForce && service === 'city-pool',
    )!
    assert.equal(await town.request(ana, 'withdraw', { commitment }), 'X11-unknown-consent')
    assert.equal((await pool.askAgain(member)).sub, member.sub)
    assert.deepEqual(await town.request(ben, 'withdraw', { commitment }), {})
    assert.equal(await errorOf(pool.askAgain(member)), 'invalid_token')
  })

  test('is asked for anew at the next sign-in, and the subject is the same as before', async () => {
    const { sub } = await memberOf(pool, ben)
    assert.equal(sub, (await memberOf(pool, ben)).sub)
  })
})

describe('what officers change', () => {
  test('a service that may ask for less is told less at once, also under old consents', async () => {
    const member = await memberOf(library, ana)
    const asks = library.entry.asks.filter(({ attribute }) => attribute !== 'district')
    recordedOf(await city.act(registrar, 'sign-in', 'change-service', { ...library.entry, asks }))
    assert.deepEqual(await library.askAgain(member), {
      sub: member.sub,
      age_over_14: true,
      age_over_19: false,
    })
    recordedOf(await city.act(registrar, 'sign-in', 'change-service', library.entry))
  })

  test('nobody signs in to a suspended service, and its tokens are worth nothing', async () => {
    const member = await memberOf(pool, ben)
    const input = { service: 'city-pool', reason: 'asked-too-much' }
    recordedOf(await city.act(registrar, 'sign-in', 'suspend-service', input))
    assert.equal(await errorOf(pool.begin('visitor')), 'invalid_client')
    assert.equal(await errorOf(pool.askAgain(member)), 'invalid_token')
    recordedOf(await city.act(registrar, 'sign-in', 'restore-service', { service: 'city-pool' }))
    assert.equal((await pool.askAgain(member)).sub, member.sub)
  })

  test('a suspended resident does not sign in, and services are told nothing of them', async () => {
    const member = await memberOf(pool, ben)
    const account = ben.keyId
    const act = async (action: string, reason: string) =>
      recordedOf(await city.act(registrar, 'residents', action, { account, reason }))
    await act('suspend-resident', 'under-review')
    assert.equal(await errorOf(pool.askAgain(member)), 'invalid_token')
    const visitor = createVisitor(town)
    const { url } = await visitor.follow(`${pool.url}/sign-in`)
    assert.equal((await visitor.step(url, 'device', visitor.proof(ben, url))).code, 'X2-not-resident')
    await act('restore-resident', 'review-passed')
  })
})

describe('logging out', () => {
  test('ends the session and what services hold under it', async () => {
    const visitor = createVisitor(town)
    await visitor.signIn(pool, ben)
    const member = newestOf(pool)
    // The session lets one through without asking again.
    assert.equal((await visitor.follow(`${pool.url}/sign-in`)).url.href, `${pool.url}/`)
    const page = await (await visitor.ask('/openid/session/end')).text()
    assert.match(page, /로그아웃할까요/)
    const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(page)!
    const body = new URLSearchParams({ xsrf: xsrf!, logout: 'yes' })
    const done = await visitor.ask('/openid/session/end/confirm', { method: 'POST', body })
    const { response } = await visitor.follow(done.headers.get('location')!)
    assert.match(await response!.text(), /로그아웃했어요/)
    assert.equal(await errorOf(pool.askAgain(member)), 'invalid_token')
    assert.match((await visitor.follow(`${pool.url}/sign-in`)).url.pathname, /^\/sign-in\//)
    assert.match(
      await (await visitor.ask('/openid/session/end')).text(),
      /로그인한 사람이 없어요|로그아웃했어요/,
    )
  })
})
