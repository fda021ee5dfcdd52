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

/** As RFC 8414 wants it: the well-known part stands between host and path. */
const addressesOf = (server: string) => {
  const { origin, pathname } = new URL(server)
  return {
    metadata: `${origin}/.well-known/oauth-authorization-server${pathname}`,
    token: `${origin}/token`,
  }
}
const serverMetadataOf = (identifier: string, grants?: readonly string[]) =>
  server.createAuthorizationServerMetadata({
    issuer: identifier,
    token_endpoint: addressesOf(identifier).token,
    'pre-authorized_grant_anonymous_access_supported': true,
    ...(grants && { grant_types_supported: [...grants] }),
  })
const credentialIssuerOf = (servers: readonly string[] | undefined) =>
  issuer.createCredentialIssuerMetadata({
    credential_issuer: identifier,
    ...(servers && { authorization_servers: [...servers] }),
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

export interface IssuerPeerOptions {
  /** It wants to see its own nonce again, whichever it has sent. */
  readonly sentNonce?: string
  /** Who gives tokens; the issuer itself where there is no list. By server: which grants it says that it takes. */
  readonly servers?: { readonly [server: string]: readonly string[] | undefined }
  /** What the offer says of them, past the peer's own checks. */
  readonly named?: string
  /** What one of them says that it is, where it lies. */
  readonly posesAs?: string
}

/** The peer behind its addresses. */
export const openIssuerPeer = ({ sentNonce = nonce, servers, named, posesAs }: IssuerPeerOptions = {}) => {
  const credentialIssuer = credentialIssuerOf(servers && Object.keys(servers))
  const authorizationServers = Object.entries(servers ?? { [identifier]: undefined }).map(
    ([server, grants]) => serverMetadataOf(server, grants),
  )
  const issuerMetadata = {
    originalDraftVersion: Openid4vciVersion.V1,
    credentialIssuer,
    authorizationServers,
    knownCredentialConfigurations: issuer.getKnownCredentialConfigurationsSupported(credentialIssuer),
  }
  const refusals: string[] = []
  const asked: string[] = []
  /** What tokens were asked for, beside the code. */
  const resources: (string | null)[] = []
  let access = ''
  const answers: { [address: string]: (request: Request) => unknown } = {
    [`GET ${site}/.well-known/openid-credential-issuer/cards`]: () => credentialIssuer,
    [`POST ${site}/nonce`]: () => issuer.createNonceResponse({ cNonce: sentNonce }),
    [`POST ${site}/credential`]: (request) => {
      assert.equal(request.headers.get('authorization'), `Bearer ${access}`)
      return answerCredential(request, issuerMetadata)
    },
  }
  for (const metadata of authorizationServers) {
    const addresses = addressesOf(metadata.issuer)
    answers[`GET ${addresses.metadata}`] = () => ({ ...metadata, ...(posesAs && { issuer: posesAs }) })
    answers[`POST ${addresses.token}`] = async (request) => {
      const form = Object.fromEntries(await request.formData()) as { readonly [name: string]: string }
      resources.push(form['resource'] ?? null)
      const response = await answerToken(request, form, metadata)
      access = response.access_token
      return response
    }
  }
  const peerFetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push(`${request.method} ${request.url}`)
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
  const offer = async () => {
    const [first, second] = authorizationServers
    const { credentialOfferObject } = await issuer.createCredentialOffer({
      issuerMetadata,
      credentialConfigurationIds: ['library'],
      grants: {
        [grant]: {
          'pre-authorized_code': code,
          tx_code: { input_mode: 'numeric', length: 6 },
          // Of several the peer names one itself.
          ...(second && { authorization_server: first!.issuer }),
        },
      },
    })
    const { authorization_server: _first, ...given } = credentialOfferObject.grants![grant]!
    const grants = { [grant]: { ...given, ...(named !== undefined && { authorization_server: named }) } }
    return { ...credentialOfferObject, grants }
  }
  return { refusals, asked, resources, offer, fetch: peerFetch }
}

type ServerMetadata = ReturnType<typeof serverMetadataOf>
type IssuerMetadata = Parameters<typeof issuer.parseCredentialRequest>[0]['issuerMetadata']

const answerToken = async (
  request: Request,
  form: { readonly [name: string]: string },
  serverMetadata: ServerMetadata,
) => {
  const seen = { headers: request.headers, method: 'POST', url: request.url } as const
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
    authorizationServer: serverMetadata.issuer,
    audience: identifier,
    subject: code,
    expiresInSeconds: 60,
    signer: { method: 'jwk', alg: 'ES256', publicJwk },
  })
}

const answerCredential = async (request: Request, issuerMetadata: IssuerMetadata) => {
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
