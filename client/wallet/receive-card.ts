/** How a wallet gets a card: OpenID4VCI 1.0, pre-authorised code flow. */
import { verifyCredential } from '@maru/credentials/credential.ts'
import { isObject, type JsonObject } from '@maru/credentials/json.ts'
import { signJwt, type Jwt, type Key } from '@maru/credentials/jwt.ts'
import { askJson } from './ask.ts'
import type { HolderKey } from './holder-key.ts'
import { findIssuer } from './issuer.ts'
import { preAuthorizedGrant } from './names.ts'
import { readOffer } from './offer.ts'
import { WalletProblem } from './problem.ts'

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
  const { fetch: send, pin, keys, nowSeconds } = receiving
  const offer = readOffer(receiving.offer)
  const { issuer, configuration, code } = offer
  const found = await findIssuer(send, offer)
  const { access_token: access, token_type: tokenType } = await askJson(send, found.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: preAuthorizedGrant,
      'pre-authorized_code': code,
      ...(pin !== undefined && { tx_code: pin }),
      // Section 6.1. Who names somebody else's server as theirs is to get no token that is good there.
      ...(found.resource !== undefined && { resource: found.resource }),
    }),
  })
  if (typeof access !== 'string' || typeof tokenType !== 'string' || tokenType.toLowerCase() !== 'bearer')
    throw new WalletProblem('W50-other-side')
  // Section 12.2.4: an issuer without such an address wants none.
  const { c_nonce: nonce } =
    found.nonceEndpoint === undefined ? {} : await askJson(send, found.nonceEndpoint, { method: 'POST' })
  const proofs = await Promise.all(
    keys.map(({ privateKey, publicJwk }) =>
      signJwt(
        { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: publicJwk },
        { aud: issuer, iat: nowSeconds, ...(nonce !== undefined && { nonce }) },
        privateKey,
      ),
    ),
  )
  const { credentials } = await askJson(send, found.credentialEndpoint, {
    method: 'POST',
    headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
    body: JSON.stringify({ credential_configuration_id: configuration, proofs: { jwt: proofs } }),
  })
  if (!Array.isArray(credentials) || credentials.length !== keys.length)
    throw new WalletProblem('W50-other-side')
  return Promise.all(credentials.map((item, copy) => readCard(item, receiving, found.type, copy)))
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
