/** How a wallet gets a card: OpenID4VCI 1.0, pre-authorised code flow. */
import { verifyCredential } from '@maru/credentials/credential.ts'
import { isObject, type JsonObject } from '@maru/credentials/json.ts'
import { signJwt, type Jwt, type Key } from '@maru/credentials/jwt.ts'
import { preAuthorizedGrant } from './names.ts'
import type { HolderKey } from './holder-key.ts'
import { problemOf, WalletProblem } from './problem.ts'

export interface Receiving {
  readonly offer: unknown
  /** What the desk told; undefined when the offer wants none. */
  readonly pin: string | undefined
  /** One for each copy that is wanted. */
  readonly keys: readonly HolderKey[]
  readonly issuerKey: (unverified: Jwt) => Key | Promise<Key>
  readonly fetch: typeof fetch
  readonly nowSeconds: number
}

export interface ReceivedCard {
  readonly text: string
  readonly type: string
  readonly claims: JsonObject
}

export const receiveCard = async (receiving: Receiving): Promise<readonly ReceivedCard[]> => {
  const { issuer, configuration, code } = readOffer(receiving.offer)
  const metadata = await getJson(receiving.fetch, wellKnown(issuer, 'openid-credential-issuer'))
  if (metadata['credential_issuer'] !== issuer) throw new WalletProblem('W50-other-side')
  const server = await getJson(receiving.fetch, wellKnown(issuer, 'oauth-authorization-server'))
  const token = await post(receiving.fetch, server['token_endpoint'], {
    body: new URLSearchParams({
      grant_type: preAuthorizedGrant,
      'pre-authorized_code': code,
      ...(receiving.pin !== undefined && { tx_code: receiving.pin }),
    }),
  })
  const { access_token: access } = token
  if (typeof access !== 'string') throw new WalletProblem('W50-other-side')
  const { c_nonce: nonce } = await post(receiving.fetch, metadata['nonce_endpoint'], {})
  const proofs = await Promise.all(
    receiving.keys.map(({ privateKey, publicJwk }) =>
      signJwt(
        { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: publicJwk },
        { aud: issuer, iat: receiving.nowSeconds, nonce: nonce ?? null },
        privateKey,
      ),
    ),
  )
  const { credentials } = await post(receiving.fetch, metadata['credential_endpoint'], {
    headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
    body: JSON.stringify({ credential_configuration_id: configuration, proofs: { jwt: proofs } }),
  })
  if (!Array.isArray(credentials) || credentials.length !== receiving.keys.length)
    throw new WalletProblem('W50-other-side')
  return Promise.all(
    credentials.map((item, copy) =>
      readCard(item, receiving, configurationOf(metadata, configuration), copy),
    ),
  )
}

/** As it stands in a link or a picture, or as the office answered. */
const readOffer = (offer: unknown) => {
  const grants = isObject(offer) && isObject(offer['grants']) ? offer['grants'] : {}
  const grant = grants[preAuthorizedGrant]
  const code = isObject(grant) ? grant['pre-authorized_code'] : undefined
  const ids = isObject(offer) ? offer['credential_configuration_ids'] : undefined
  const configuration: unknown = Array.isArray(ids) ? ids[0] : undefined
  const issuer = isObject(offer) ? offer['credential_issuer'] : undefined
  if (typeof issuer !== 'string' || typeof code !== 'string' || typeof configuration !== 'string')
    throw new WalletProblem('W51-offer-malformed')
  return { issuer, code, configuration }
}

/** Section 12.2.2: the well-known part stands between the host and the path. */
const wellKnown = (issuer: string, name: string): string => {
  const { origin, pathname } = new URL(issuer)
  return `${origin}/.well-known/${name}${pathname === '/' ? '' : pathname}`
}

const configurationOf = (metadata: JsonObject, id: string): string => {
  const all = metadata['credential_configurations_supported']
  const configuration = isObject(all) ? all[id] : undefined
  const type = isObject(configuration) ? configuration['vct'] : undefined
  if (typeof type !== 'string') throw new WalletProblem('W50-other-side')
  return type
}

/** What came is a card of this issuer for this key, or it is not kept. */
const readCard = async (
  item: unknown,
  { issuerKey, nowSeconds, keys }: Receiving,
  type: string,
  copy: number,
): Promise<ReceivedCard> => {
  const text = isObject(item) ? item['credential'] : undefined
  if (typeof text !== 'string') throw new WalletProblem('W50-other-side')
  const { claims } = await verifyCredential(text, { issuerKey, type, nowSeconds, binding: null })
  const bound = isObject(claims['cnf']) ? claims['cnf']['jwk'] : undefined
  if (!isObject(bound) || bound['x'] !== keys[copy]?.publicJwk['x']) throw new WalletProblem('W50-other-side')
  return { text, type, claims }
}

const getJson = async (get: typeof fetch, url: string): Promise<JsonObject> => {
  const response = await get(url, { headers: { accept: 'application/json' } })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as JsonObject
}

const post = async (send: typeof fetch, url: unknown, init: RequestInit): Promise<JsonObject> => {
  if (typeof url !== 'string') throw new WalletProblem('W50-other-side')
  const response = await send(url, { ...init, method: 'POST' })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as JsonObject
}
