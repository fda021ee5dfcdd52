// Offers of a card to wallets of others: a mark instead of a code, and a wallet that nobody here wrote follows it.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { registrar } from '@maru/testing/city.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { createVisitor } from '@maru/testing/sign-in-city.ts'
import { createWalletApp } from '@maru/testing/wallet-app.ts'
import { openWalletCity, walletNames, walletRedirects } from '@maru/testing/wallet-city.ts'
import { openWalletPeer } from '@maru/testing/wallet-peer.ts'
import { createOffers } from './offers.ts'

const city = await openWalletCity()
after(() => city.close())
const { cardCity, town, office } = city
const [wallet] = walletNames
const [redirect] = walletRedirects
const [ana, ben] = [await cardCity.enrolPerson(), await cardCity.enrolPerson()]
const peer = await openWalletPeer({ office, wallet, redirect })
const app = await createWalletApp(town, { wallet, redirect, office })

const flow = 'authorization_code'
const offerFor = async (person: Signer) =>
  (await cardCity.ask(person, 'ask-for-card', { flow })).offer as Offer
interface Offer {
  readonly grants: { readonly authorization_code: { readonly [name: string]: string } }
}
const markOf = ({ grants }: Offer): string => grants.authorization_code['issuer_state']!

/** Follows what the wallet opens as this person, to the question or to what is refused. */
const followedBy = async (person: Signer, url: string) => {
  const visitor = createVisitor(town)
  const login = await visitor.follow(url)
  const shown = await visitor.step(login.url, 'device', visitor.proof(person, login.url))
  if (shown.code !== undefined) return { code: shown.code as string }
  const { url: at } = await visitor.follow(shown.to, redirect)
  return {
    agree: async () => {
      const agreed = await visitor.step(at, 'agree-to-card', {})
      if (agreed.code !== undefined) return agreed.code as string
      return (await visitor.follow(agreed.to, redirect)).url.href
    },
  }
}

describe('an offer for a wallet of others', () => {
  test('of the app and of the desk has a mark and no code, and names the provider', async () => {
    const atDesk = await cardCity.ask(registrar, 'offer-card', { account: ana.keyId, flow })
    assert.equal(atDesk.pin, undefined)
    for (const { grants } of [await offerFor(ana), atDesk.offer as Offer]) {
      assert.deepEqual(Object.keys(grants), ['authorization_code'])
      const { issuer_state: mark, authorization_server: server } = grants.authorization_code
      assert.match(mark!, /^[\w-]{43}$/)
      assert.equal(server, town.signIn.issuer)
    }
  })

  test('is followed by a wallet that nobody here wrote, to a card', async () => {
    const { url, finish } = await peer.begin(await offerFor(ana))
    const { agree } = await followedBy(ana, url)
    assert.match((await finish(await agree!())).text, /^ey/)
  })

  test('gives the card to nobody but the one to whom it was made', async () => {
    const { url } = await peer.begin(await offerFor(ana))
    assert.deepEqual(await followedBy(ben, url), { code: 'X16-offered-to-another' })
  })

  test('is good once, also for two who begin at the same time', async () => {
    const offer = await offerFor(ana)
    const begun = await Promise.all([peer.begin(offer), peer.begin(offer)])
    const asked = await Promise.all(begun.map(({ url }) => followedBy(ana, url)))
    const answers = await Promise.all(asked.map(({ agree }) => agree!()))
    assert.equal(answers.filter((answer) => answer === 'X16-offered-to-another').length, 1)
    assert.equal((await app.push({ issuer_state: markOf(offer) }))['error'], 'invalid_request')
  })

  test('is refused where it was never made, and to a service', async () => {
    assert.equal((await app.push({ issuer_state: 'x' }))['error'], 'invalid_request')
    const pool = await town.openService('city-pool', [])
    const mark = markOf(await offerFor(ana))
    await assert.rejects(pool.begin('trick', { issuer_state: mark }), { error: 'invalid_request' })
  })
})

test('an offer is over after ten minutes', () => {
  let now = 1
  const offers = createOffers({
    audience: office,
    authorization: () => town.signIn.walletAuthorization,
    now: () => now,
  })
  const mark = markOf(offers.forWallet('ana').offer as never)
  now += 599_999
  assert.equal(offers.accountOf(mark), 'ana')
  now += 1
  assert.equal(offers.accountOf(mark), undefined)
})

test('where no wallets are listed there is no such offer, and none that is neither', async () => {
  const alone = await openCardCity()
  try {
    await alone.announce()
    const person = await alone.enrolPerson()
    assert.equal((await alone.ask(person, 'ask-for-card', { flow }))['code'], 'W59-no-wallets')
    assert.equal((await alone.ask(person, 'ask-for-card', { flow: 'x' }))['code'], 'T11-input-malformed')
  } finally {
    await alone.close()
  }
})

test('a code is worth nothing to a wallet that names another issuer, and is not spent', async () => {
  const { offer } = await cardCity.ask(ana, 'ask-for-card')
  const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
  const redeem = async (resource: string) => {
    const body = new URLSearchParams({
      grant_type: grant,
      'pre-authorized_code': offer.grants[grant]['pre-authorized_code'] as string,
      resource,
    })
    const response = await fetch(`${office}/token`, { method: 'POST', body })
    return (await response.json()) as {
      readonly code?: string
      readonly error?: string
      readonly access_token?: string
    }
  }
  const { code, error } = await redeem('https://evil.example')
  assert.deepEqual([error, code], ['invalid_target', 'W58-other-target'])
  assert.ok((await redeem(office)).access_token)
})
