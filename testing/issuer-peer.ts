/** An issuer of cards that nobody here wrote: it reads and judges all that a wallet sends. Only its addresses are ours. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { credentialFormat, issueCredential } from '@maru/credentials/credential.ts'
import type { JsonObject } from '@maru/credentials/json.ts'
import { signJwt } from '@maru/credentials/jwt.ts'
import { createCardKeys, publicPart } from '@maru/server/card/keys.ts'
import { type Jwk, Oauth2AuthorizationServer, Oauth2ServerErrorResponseError } from '@openid4vc/oauth2'
import { Openid4vciIssuer, type Openid4vciIssuerOptions, Openid4vciVersion } from '@openid4vc/openid4vci'
import { compactVerify, type CompactJWSHeaderParameters, type JWK } from 'jose'

const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
const site = 'https://issuer.example'
/** With a path, which the well-known addresses have at their end. */
const identifier = `${site}/cards`
export const cardType = `${identifier}/types/library`
export const pin = '314159'
const code = 'of-the-peer'
const nonce = 'its-nonce'
const nowSeconds = Math.floor(Date.now() / 1_000)
const { card: privateKey } = createCardKeys()
export const issuerKey = publicPart(privateKey)
const publicJwk = issuerKey as Jwk

const callbacks: Openid4vciIssuerOptions['callbacks'] = {
  hash: () => Promise.reject(new Error('not wanted')),
  generateRandom: (length) => randomBytes(length),
  clientAuthentication: () => undefined,
  signJwt: async (_signer, { header, payload }) => ({
    jwt: await signJwt(header as CompactJWSHeaderParameters, payload as JsonObject, privateKey),
    signerJwk: publicJwk,
  }),
  verifyJwt: async (signer, { compact }) => {
    assert(signer.method === 'jwk')
    await compactVerify(compact, signer.publicJwk as JWK, { algorithms: ['ES256'] })
    return { verified: true, signerJwk: signer.publicJwk }
  },
}
const issuer = new Openid4vciIssuer({ callbacks })
const server = new Oauth2AuthorizationServer({ callbacks })
const serverMetadata = server.createAuthorizationServerMetadata({
  issuer: identifier,
  token_endpoint: `${site}/token`,
  'pre-authorized_grant_anonymous_access_supported': true,
})
const credentialIssuer = issuer.createCredentialIssuerMetadata({
  credential_issuer: identifier,
  credential_endpoint: `${site}/credential`,
  nonce_endpoint: `${site}/nonce`,
  batch_credential_issuance: { batch_size: 2 },
  credential_configurations_supported: {
    library: {
      format: credentialFormat,
      vct: cardType,
      cryptographic_binding_methods_supported: ['jwk'],
      credential_signing_alg_values_supported: ['ES256'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
    },
  },
})
const issuerMetadata = {
  originalDraftVersion: Openid4vciVersion.V1,
  credentialIssuer,
  authorizationServers: [serverMetadata],
  knownCredentialConfigurations: issuer.getKnownCredentialConfigurationsSupported(credentialIssuer),
}

/** The peer behind its addresses. It wants to see its own nonce again, whichever it has sent. */
export const openIssuerPeer = (sentNonce = nonce) => {
  const refusals: string[] = []
  let access = ''
  const answers: { readonly [address: string]: (request: Request) => unknown } = {
    [`GET ${site}/.well-known/openid-credential-issuer/cards`]: () => credentialIssuer,
    [`GET ${site}/.well-known/oauth-authorization-server/cards`]: () => serverMetadata,
    [`POST ${site}/token`]: async (request) => {
      const response = await answerToken(request)
      access = response.access_token
      return response
    },
    [`POST ${site}/nonce`]: () => issuer.createNonceResponse({ cNonce: sentNonce }),
    [`POST ${site}/credential`]: (request) => {
      assert.equal(request.headers.get('authorization'), `Bearer ${access}`)
      return answerCredential(request)
    },
  }
  const peerFetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const answer = answers[`${request.method} ${request.url}`]
    assert(answer, request.url)
    try {
      return Response.json(await answer(request))
    } catch (error) {
      if (!(error instanceof Oauth2ServerErrorResponseError)) throw error
      refusals.push(`${error.errorResponse.error}: ${error.errorResponse.error_description}`)
      return Response.json(error.errorResponse, { status: error.status })
    }
  }
  return { refusals, offer, fetch: peerFetch }
}

const offer = () =>
  issuer.createCredentialOffer({
    issuerMetadata,
    credentialConfigurationIds: ['library'],
    grants: { [grant]: { 'pre-authorized_code': code, tx_code: { input_mode: 'numeric', length: 6 } } },
  })

const answerToken = async (request: Request) => {
  const seen = { headers: request.headers, method: 'POST', url: request.url } as const
  const form = Object.fromEntries(await request.formData())
  // The peer would take it for a tx_code, as in drafts.
  assert.equal(form['user_pin'], undefined)
  const { grant: parsed, accessTokenRequest } = server.parseAccessTokenRequest({
    request: seen,
    accessTokenRequest: form,
  })
  assert(parsed.grantType === grant)
  await server.verifyPreAuthorizedCodeAccessTokenRequest({
    authorizationServerMetadata: serverMetadata,
    grant: parsed,
    accessTokenRequest,
    request: seen,
    expectedPreAuthorizedCode: code,
    expectedTxCode: pin,
  })
  return server.createAccessTokenResponse({
    authorizationServer: identifier,
    audience: identifier,
    subject: code,
    expiresInSeconds: 60,
    signer: { method: 'jwk', alg: 'ES256', publicJwk },
  })
}

const answerCredential = async (request: Request) => {
  assert.equal(request.headers.get('content-type'), 'application/json')
  const body = (await request.json()) as { readonly [name: string]: unknown }
  const parsed = issuer.parseCredentialRequest({ issuerMetadata, credentialRequest: body })
  assert.equal(parsed.credentialConfiguration?.format, credentialFormat)
  const credentials: { credential: string }[] = []
  for (const jwt of parsed.proofs!.jwt!) {
    const proof = { issuerMetadata, jwt, expectedNonce: nonce }
    const { signer } = await issuer.verifyCredentialRequestJwtProof(proof)
    credentials.push({ credential: await issue(signer.publicJwk as JsonObject) })
  }
  return issuer.createCredentialResponse({ credentialRequest: parsed, credentials })
}

const issue = (holder: JsonObject): Promise<string> =>
  issueCredential({
    issuer: identifier,
    keyId: 'throw-away',
    key: privateKey,
    type: cardType,
    holder,
    status: { uri: `${site}/status`, index: 1 },
    issuedAtSeconds: nowSeconds,
    expiresAtSeconds: nowSeconds + 600,
    claims: { reader: true },
    disclosable: [['reader']],
  })
