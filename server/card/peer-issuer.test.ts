// OpenID4VCI between an issuer that nobody here wrote and our wallet.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createHolderKey } from '@maru/client/wallet/holder-key.ts'
import { receiveCard } from '@maru/client/wallet/receive-card.ts'
import {
  cardType,
  issuerKey,
  openIssuerPeer,
  pin,
  type IssuerPeerOptions,
} from '@maru/testing/issuer-peer.ts'

const receive = async (peer: ReturnType<typeof openIssuerPeer>, typed = pin) => {
  const keys = await Promise.all([createHolderKey(), createHolderKey()])
  const cards = await receiveCard({
    offer: await peer.offer(),
    pin: typed,
    keys,
    issuerKey: () => issuerKey,
    fetch: peer.fetch,
    nowSeconds: Math.floor(Date.now() / 1_000),
  })
  return { cards, keys }
}

test('our wallet gets a card in two copies from it, each under a key of its own', async () => {
  const peer = openIssuerPeer()
  const { cards, keys } = await receive(peer)
  assert.deepEqual(peer.refusals, [])
  assert.deepEqual(
    cards.map(({ type, claims }) => ({ type, reader: claims['reader'], cnf: claims['cnf'] })),
    keys.map(({ publicJwk }) => ({ type: cardType, reader: true, cnf: { jwk: publicJwk } })),
  )
})

test('it refuses proofs over a nonce that is not its own, and our wallet keeps nothing', async () => {
  const peer = openIssuerPeer({ sentNonce: 'another' })
  await assert.rejects(receive(peer), { code: 'W50-other-side' })
  assert.equal(peer.refusals.length, 1)
  assert.match(peer.refusals[0]!, /^invalid_proof: .*'nonce' does not match/)
})

test('it refuses a PIN that is mistyped', async () => {
  const peer = openIssuerPeer()
  await assert.rejects(receive(peer, '271828'), { code: 'W50-other-side' })
  assert.deepEqual(peer.refusals, [`invalid_grant: Invalid 'tx_code' provided`])
})

describe('where others give the tokens', () => {
  const [office, auth] = ['https://issuer.example/cards', 'https://auth.example/tenant']
  const preAuthorized = ['urn:ietf:params:oauth:grant-type:pre-authorized_code']
  const hasCard = async (peer: ReturnType<typeof openIssuerPeer>, token: string) => {
    const { cards } = await receive(peer)
    assert.equal(cards.length, 2)
    const tokens = peer.asked.filter((each) => each.endsWith('/token'))
    assert.deepEqual([tokens, peer.resources], [[`POST ${token}`], [office]])
  }

  test('our wallet asks the only one that the issuer relies on, and for a token for this issuer', () =>
    hasCard(openIssuerPeer({ servers: { [auth]: undefined } }), 'https://auth.example/token'))

  test('of several, the one that the offer names', () => {
    const servers = { [office]: preAuthorized, [auth]: preAuthorized }
    return hasCard(openIssuerPeer({ servers, named: auth }), 'https://auth.example/token')
  })

  test('of several that no offer tells apart, the first that takes such codes', () => {
    const servers = { 'https://codes.example/a': ['authorization_code'], [auth]: preAuthorized }
    return hasCard(openIssuerPeer({ servers }), 'https://auth.example/token')
  })

  const refused: readonly (readonly [string, IssuerPeerOptions])[] = [
    [
      'a server that the issuer does not list',
      { servers: { [auth]: undefined }, named: 'https://evil.example' },
    ],
    ['a server, where the issuer lists none', { named: auth }],
    ['one that says that it is another', { servers: { [auth]: undefined }, posesAs: 'https://evil.example' }],
    ['the issuer itself that says it is another', { posesAs: 'https://issuer.example' }],
    [
      'several, none of which takes such codes',
      { servers: { [office]: ['authorization_code'], [auth]: undefined } },
    ],
  ]
  for (const [what, options] of refused)
    test(`the code goes nowhere: ${what}`, async () => {
      const peer = openIssuerPeer(options)
      await assert.rejects(receive(peer), { code: 'W56-server-unknown' })
      assert.deepEqual(
        peer.asked.filter((each) => each.startsWith('POST')),
        [],
      )
    })

  test('and so it does not with a list that is none, or an address that is not safe', async () => {
    const lists = [[], 'x', [1], ['http://auth.example'], ['https://auth.example/?x=1'], Array(11).fill(auth)]
    for (const listed of lists) {
      const peer = openIssuerPeer()
      const changed: typeof fetch = async (input, init) => {
        const response = await peer.fetch(input, init)
        if (!response.url.includes('credential-issuer') && !peer.asked.at(-1)!.includes('credential-issuer'))
          return response
        return Response.json({ ...((await response.json()) as object), authorization_servers: listed })
      }
      await assert.rejects(receive({ ...peer, fetch: changed }), { code: 'W50-other-side' })
      assert.deepEqual(
        peer.asked.filter((each) => each.startsWith('POST')),
        [],
      )
    }
  })
})

test('an offer for wallets that lead to a page is none for ours, and neither is one without a code', async () => {
  const offered = async (grants: object) => {
    const peer = openIssuerPeer()
    const offer = () =>
      Promise.resolve({ credential_issuer: cardType, credential_configuration_ids: ['x'], grants })
    return receive({ ...peer, offer: offer as never })
  }
  await assert.rejects(offered({ authorization_code: { issuer_state: 'x' } }), {
    code: 'W57-grant-not-spoken',
  })
  const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
  for (const given of [
    {},
    { 'pre-authorized_code': 1 },
    { 'pre-authorized_code': 'x', authorization_server: 1 },
  ])
    await assert.rejects(offered({ [grant]: given }), { code: 'W51-offer-malformed' })
})
