// Signing in by showing the card: on the same device, and by a picture that another device scans.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { answerRequest, declineRequest } from '@maru/client/wallet/answer-request.ts'
import { sealAnswer } from '@maru/credentials/answer-encryption.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { createShowing, nowSeconds } from '@maru/testing/card-showing.ts'
import { createVisitor, openSignInCity } from '@maru/testing/sign-in-city.ts'

const cardCity = await openCardCity()
await cardCity.announce()
const ana = await cardCity.enrolPerson({ birthDate: '1990-05-05' })
const [card] = await cardCity.receive(ana)
const showing = createShowing(cardCity, card!)
const town = await openSignInCity({ cards: () => cardCity.cards }, {}, cardCity)
const library = await town.openService('city-library', [])
const gate = await town.openService('city-gate', ['card', 'facility_grants', 'name'])
after(async () => {
  await town.close()
  await cardCity.close()
})

const begin = async () => {
  const visitor = createVisitor(town)
  const { url } = await visitor.follow(`${library.url}/sign-in`)
  const { link } = await visitor.step(url, 'card-request', {})
  const enter = (code: string) => visitor.step(url, 'card', { code })
  return { visitor, url, link: link as string, enter }
}
/** Where the wallet is led back to. Both servers have one address in a city, and each its own in this test. */
const answered = async (link: string): Promise<URL> => {
  const request = await showing.read(link)
  const { state, encryption } = request
  const answer = { vp_token: { card: [await showing.show(request)] }, state }
  const body = new URLSearchParams({ response: await sealAnswer(answer, encryption!) })
  const response = await fetch(request.responseUri, { method: 'POST', body })
  const { redirect_uri: to = '' } = (await response.json()) as { readonly redirect_uri?: string }
  return new URL(to)
}
const codeOf = (to: URL): string => to.searchParams.get('code')!
const wrongCode = (code: string): string => String((Number(code) + 1) % 10 ** 8).padStart(8, '0')

describe('with the card', () => {
  test('one is asked by the name of the service, shows nothing but the card, and is signed in', async () => {
    const { visitor, url, link, enter } = await begin()
    assert.equal((await visitor.step(url, 'details')).areCardsOn, true)
    const request = await showing.read(link)
    assert.equal(request.name.ko, '시립 도서관 로그인')
    assert.deepEqual(request.asks, [])
    const to = await answered(link)
    assert.equal(to.pathname, url.pathname)
    const asked = await visitor.follow((await enter(codeOf(to))).to)
    assert.equal((await visitor.step(asked.url, 'details')).account, ana.keyId)
  })

  test('nobody is signed in who made somebody else scan their picture: the code is on the phone that answered', async () => {
    const attacker = await begin()
    const code = codeOf(await answered(attacker.link))
    assert.equal((await attacker.enter(wrongCode(code))).code, 'X15-card-refused')
    // The phone is led to the attacker's interaction, in which it has no part.
    const victim = createVisitor(town)
    assert.equal((await victim.step(attacker.url, 'card', { code })).code, 'X1-interaction-gone')
  })

  test('a code is guessed five times at most, and good once', async () => {
    const guessed = await begin()
    const code = codeOf(await answered(guessed.link))
    for (let count = 0; count < 5; count++) await guessed.enter(wrongCode(code))
    assert.equal((await guessed.enter(code)).code, 'W44-check-unknown')
    const used = await begin()
    const once = codeOf(await answered(used.link))
    assert.ok((await used.enter(once)).to)
    assert.equal((await used.enter(once)).code, 'W44-check-unknown')
  })

  test('an answer to another question, one that was given before, or a no signs nobody in', async () => {
    const [first, second] = [await begin(), await begin()]
    const request = await showing.read(first.link)
    const text = await showing.show(request)
    const other = await showing.read(second.link)
    assert.notEqual(await showing.send(other, text), 'accepted')
    assert.equal(await showing.send(request, text), 'accepted')
    assert.equal(await showing.send(request, text), 'W45-answered-already')
    const declined = await begin()
    await declineRequest(await showing.read(declined.link), fetch)
    assert.equal((await declined.enter('00000000')).code, 'X15-card-refused')
  })

  test('what a facility was shown signs nobody in', async () => {
    const { check, link } = await showing.start(['card'])
    await answered(link).catch(() => undefined)
    await assert.rejects(cardCity.cards.checks.takeSignIn(check, '00000000'), { code: 'W44-check-unknown' })
  })

  test('a wallet goes on to the address that it answered, and to no other', async () => {
    const { link } = await begin()
    const answer = await answerRequest(await showing.read(link), card!, { fetch, nowSeconds: nowSeconds() })
    assert.equal(answer, undefined)
  })

  test('a service that may ask hears whether one has a valid card and where one may go in', async () => {
    town.persons.set(ana.keyId, { name: '김지어낸', birthDate: '1990-05-05', district: 'river' })
    await createVisitor(town).signIn(gate, ana, ['card', 'facility_grants'])
    const member = [...gate.members.values()].at(-1)!
    assert.deepEqual(member.told, { sub: member.sub, card: true, facility_grants: [] })
    assert.deepEqual(town.readings.at(-1), { account: ana.keyId, service: 'city-gate' })
    await cardCity.cards.caughtUp()
    await cardCity.ask(ana, 'suspend-my-card')
    assert.equal((await gate.askAgain(member))['card'], false)
    await cardCity.ask(ana, 'restore-my-card')
  })

  test('a card that was suspended signs nobody in', async () => {
    await cardCity.cards.caughtUp()
    const suspended = await cardCity.ask(ana, 'suspend-my-card')
    assert.equal(suspended['code'], undefined, JSON.stringify(suspended))
    const { link, enter } = await begin()
    await assert.rejects(answered(link))
    assert.equal((await enter('00000000')).code, 'X15-card-refused')
  })
})
