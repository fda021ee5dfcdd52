// A card from the office: by our wallet, by one that nobody here wrote, and what is refused.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { createHolderKey, type HolderKey } from '@maru/client/wallet/holder-key.ts'
import { receiveCard } from '@maru/client/wallet/receive-card.ts'
import { verifyCredential } from '@maru/credentials/credential.ts'
import { signJwt } from '@maru/credentials/jwt.ts'
import { registrar } from '@maru/testing/city.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { clientAuthenticationAnonymous } from '@openid4vc/oauth2'
import { Openid4vciClient, setGlobalConfig } from '@openid4vc/openid4vci'

// The loopback has no TLS.
setGlobalConfig({ allowInsecureUrls: true })
const city = await openCardCity()
after(() => city.close())
await city.announce()
const office = `${city.origin}/api/card-office`
const nowSeconds = Math.floor(Date.now() / 1_000)
const type = `${office}/types/citizens-card`

const receive = (offer: unknown, pin?: string, keys: readonly HolderKey[] = []) =>
  receiveCard({ offer, pin, keys, issuerKey: city.issuerKey, fetch, nowSeconds })
const form = async (
  path: string,
  fields: { readonly [name: string]: string },
): Promise<{ readonly [name: string]: any }> => {
  const response = await fetch(`${office}/${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: response.status, ...((await response.json()) as { readonly [name: string]: any }) }
}
const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
const codeIn = (offer: any): string => offer.grants[grant]['pre-authorized_code'] as string
const tokenFor = async (signer: Awaited<ReturnType<typeof city.enrolPerson>>): Promise<string> => {
  const { offer } = await city.ask(signer, 'ask-for-card')
  const answer: { readonly [name: string]: any } = await form('token', {
    grant_type: grant,
    'pre-authorized_code': codeIn(offer),
  })
  return answer['access_token'] as string
}
const proofOf = async (key: HolderKey, changes: object = {}, header: object = {}) => {
  const { c_nonce: nonce } = await form('nonce', {})
  const claims = { aud: office, iat: nowSeconds, nonce, ...changes }
  const typed = { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: key.publicJwk, ...header }
  return signJwt(typed, claims, key.privateKey)
}
const askCredential = async (token: string, body: object) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${office}/credential`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return (await response.json()) as any
}
const withProofs = (...jwt: string[]) => ({
  credential_configuration_id: 'citizens-card',
  proofs: { jwt },
})

describe('a card', () => {
  test('goes to the app of the resident who is signed in, and says no date of birth', async () => {
    const ana = await city.enrolPerson({ birthDate: '1990-05-05' })
    const [card] = await city.receive(ana)
    assert.deepEqual(Object.keys(card!.claims).sort(), [
      'age_over_14',
      'age_over_18',
      'age_over_19',
      'cnf',
      'district',
      'exp',
      'facility_grants',
      'iat',
      'iss',
      'name',
      'status',
      'vct',
    ])
    assert.equal(card!.claims['age_over_19'], true)
    assert.equal(card!.claims['iss'], city.did.did)
    const open = await verifyCredential(`${card!.text.split('~')[0]}~`, {
      issuerKey: city.issuerKey,
      type,
      nowSeconds,
      binding: null,
    })
    for (const name of ['name', 'district', 'age_over_19', 'facility_grants'])
      assert.equal(open.claims[name], undefined, `${name} is kept back`)
  })

  test('ends on the day on which an answer about age becomes another', async () => {
    const year = new Date().getUTCFullYear() - 14
    const child = await city.enrolPerson({ birthDate: `${year + 1}-01-01` })
    const [card] = await city.receive(child)
    assert.equal(card!.claims['age_over_14'], false)
    const ends = Number(card!.claims['exp']) * 1_000
    assert.equal(new Date(ends + 540 * 60_000).toISOString().slice(5, 10), '01-01')
  })

  test('comes in copies under keys and numbers of their own', async () => {
    const ben = await city.enrolPerson()
    const copies = await city.receive(ben, 4)
    assert.equal(new Set(copies.map(({ claims }) => JSON.stringify(claims['status']))).size, 4)
    const digests = copies.map(({ text }) => text.split('~').slice(1).join())
    assert.equal(new Set(digests).size, 4, 'salts differ')
  })

  test('goes from the desk only with the number that the desk tells', async () => {
    const cho = await city.enrolPerson()
    const { offer, pin } = await city.ask(registrar, 'offer-card', { account: cho.keyId })
    const wrong = pin === '000000' ? '111111' : '000000'
    await assert.rejects(receive(offer, undefined, [await createHolderKey()]), /W33-pin-wrong/)
    await assert.rejects(receive(offer, wrong, [await createHolderKey()]), /W33-pin-wrong/)
    assert.equal((await receive(offer, pin as string, [await createHolderKey()])).length, 1)
    const again = await city.ask(registrar, 'offer-card', { account: cho.keyId })
    for (let tries = 0; tries < 5; tries++)
      await assert.rejects(receive(again['offer'], 'x', [await createHolderKey()]), /W33/)
    const spent = receive(again['offer'], again['pin'] as string, [await createHolderKey()])
    await assert.rejects(spent, /W32-code-unknown/)
    assert.equal((await city.ask(cho, 'offer-card', { account: cho.keyId }))['code'], 'W48-not-registrar')
  })

  test('is received by the wallet classes of @openid4vc/openid4vci', async () => {
    const dan = await city.enrolPerson()
    const { offer } = await city.ask(dan, 'ask-for-card')
    const key = await createHolderKey()
    const client = new Openid4vciClient({
      callbacks: {
        fetch,
        hash: (data, algorithm) => createHash(algorithm).update(data).digest(),
        generateRandom: (size) => randomBytes(size),
        clientAuthentication: clientAuthenticationAnonymous(),
        signJwt: async (_signer, { header, payload }) => ({
          jwt: await signJwt(header as never, payload as never, key.privateKey),
          signerJwk: key.publicJwk as never,
        }),
      },
    })
    const uri = `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify(offer))}`
    const credentialOffer = await client.resolveCredentialOffer(uri)
    const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
    const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer,
      issuerMetadata,
    })
    const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata })
    const { jwt } = await client.createCredentialRequestJwtProof({
      issuerMetadata,
      credentialConfigurationId: 'citizens-card',
      nonce,
      signer: { method: 'jwk', alg: 'ES256', publicJwk: key.publicJwk as never },
    })
    const {
      credentialResponse: { credentials },
    } = (await client.retrieveCredentials({
      issuerMetadata,
      credentialConfigurationId: 'citizens-card',
      accessToken: accessTokenResponse.access_token,
      proofs: { jwt: [jwt] },
    })) as any
    const verified = await verifyCredential(credentials[0].credential as string, {
      issuerKey: city.issuerKey,
      type,
      nowSeconds,
      binding: null,
    })
    assert.equal((verified.claims['cnf'] as any).jwk.x, key.publicJwk['x'])
  })

  test('is refused to who is no resident, or of whom nothing is known', async () => {
    assert.equal((await city.ask(city.mayor, 'ask-for-card'))['code'], 'W39-not-resident')
    const [unknown] = await city.enrol(1)
    await assert.rejects(city.receive(unknown!), /W40-no-person/)
  })

  test('is recorded as a commitment that names nobody', async () => {
    const eun = await city.enrolPerson()
    await city.receive(eun)
    await city.cards.caughtUp()
    const { card } = await city.ask(eun, 'my-card')
    assert.equal(card.isRecorded, true)
    assert.equal((city.query('card', 'card', { card: card.commitment }) as any).state, 'active')
  })
})

describe('the office refuses', () => {
  test('a code twice, one that nobody was given, and another kind of grant', async () => {
    const ana = await city.enrolPerson()
    const { offer } = await city.ask(ana, 'ask-for-card')
    const fields = { grant_type: grant, 'pre-authorized_code': codeIn(offer) }
    assert.equal((await form('token', fields)).status, 200)
    const again = await form('token', fields)
    assert.deepEqual(
      [again.status, again['error'], again['code']],
      [400, 'invalid_grant', 'W32-code-unknown'],
    )
    const other = await form('token', { ...fields, grant_type: 'password' })
    assert.equal(other['code'], 'W31-grant-unknown')
  })

  test('a nonce twice, and one that was not made here', async () => {
    const ana = await city.enrolPerson()
    const key = await createHolderKey()
    const proof = await proofOf(key)
    assert.equal((await askCredential(await tokenFor(ana), withProofs(proof))).credentials.length, 1)
    assert.equal((await askCredential(await tokenFor(ana), withProofs(proof))).error, 'invalid_nonce')
    const own = await proofOf(key, { nonce: 'mine' })
    assert.equal((await askCredential(await tokenFor(ana), withProofs(own))).code, 'W35-nonce-unknown')
  })

  test('a proof for another issuer, too old, of another type, of another key or with a private one', async () => {
    const token = await tokenFor(await city.enrolPerson())
    const [key, other] = [await createHolderKey(), await createHolderKey()]
    const proofs = await Promise.all([
      proofOf(key, { aud: 'https://other.example' }),
      proofOf(key, { iat: nowSeconds - 1_000 }),
      proofOf(key, {}, { typ: 'JWT' }),
      proofOf(key, {}, { jwk: other.publicJwk }),
      proofOf(key, {}, { jwk: { ...key.publicJwk, d: 'x' } }),
    ])
    for (const proof of proofs)
      assert.equal((await askCredential(token, withProofs(proof))).code, 'W36-proof-refused')
    const twice = withProofs(await proofOf(key), await proofOf(key))
    assert.equal((await askCredential(token, twice)).code, 'W36-proof-refused')
  })

  test('no token, a spent one, five copies, and a card that is not to be had', async () => {
    const token = await tokenFor(await city.enrolPerson())
    const key = await createHolderKey()
    assert.equal((await askCredential('x', withProofs(await proofOf(key)))).error, 'invalid_token')
    const many = withProofs(...(Array(5).fill(await proofOf(key)) as string[]))
    assert.equal((await askCredential(token, many)).error, 'invalid_credential_request')
    const other = { ...withProofs(await proofOf(key)), credential_configuration_id: 'passport' }
    assert.equal((await askCredential(token, other)).error, 'unknown_credential_configuration')
    assert.equal((await askCredential(token, withProofs(await proofOf(key)))).credentials.length, 1)
    assert.equal((await askCredential(token, withProofs(await proofOf(key)))).code, 'W34-token-unknown')
  })

  test('the word of a maker for a key instead of a proof, and passes over one in a proof', async () => {
    const token = await tokenFor(await city.enrolPerson())
    const key = await createHolderKey()
    const attested = { credential_configuration_id: 'citizens-card', proofs: { attestation: ['x.y.z'] } }
    assert.equal((await askCredential(token, attested)).code, 'W38-request-malformed')
    const proof = await proofOf(key, {}, { key_attestation: 'x.y.z' })
    assert.equal((await askCredential(token, withProofs(proof))).credentials.length, 1)
  })

  test('a signed request twice', async () => {
    const ana = await city.enrolPerson()
    const bytes = city.sign(ana, 'card-office', 'ask-for-card', {})
    const headers = { 'content-type': 'application/cbor' }
    const [first, second] = await Promise.all(
      [1, 2].map(() => fetch(office, { method: 'POST', headers, body: bytes })),
    )
    assert.deepEqual(new Set([first!.status, second!.status]), new Set([200, 409]))
  })
})
