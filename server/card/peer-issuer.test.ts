// OpenID4VCI between an issuer that nobody here wrote and our wallet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHolderKey } from '@maru/client/wallet/holder-key.ts'
import { receiveCard } from '@maru/client/wallet/receive-card.ts'
import { cardType, issuerKey, openIssuerPeer, pin } from '@maru/testing/issuer-peer.ts'

const receive = async (peer: ReturnType<typeof openIssuerPeer>, typed = pin) => {
  const { credentialOfferObject } = await peer.offer()
  const keys = await Promise.all([createHolderKey(), createHolderKey()])
  const cards = await receiveCard({
    offer: credentialOfferObject,
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
  const peer = openIssuerPeer('another')
  await assert.rejects(receive(peer), { code: 'W50-other-side' })
  assert.equal(peer.refusals.length, 1)
  assert.match(peer.refusals[0]!, /^invalid_proof: .*'nonce' does not match/)
})

test('it refuses a PIN that is mistyped', async () => {
  const peer = openIssuerPeer()
  await assert.rejects(receive(peer, '271828'), { code: 'W50-other-side' })
  assert.deepEqual(peer.refusals, [`invalid_grant: Invalid 'tx_code' provided`])
})
