/** A key that a card is bound to, made by WebCrypto in a browser or in Node. The private half never leaves it. */
import type { JsonObject } from '@maru/credentials/json.ts'

export interface HolderKey {
  readonly privateKey: CryptoKey
  readonly publicJwk: JsonObject
}

/** ES256, which every browser and every other wallet has. */
export const createHolderKey = async (): Promise<HolderKey> => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
  return { privateKey, publicJwk: { kty: kty!, crv: crv!, x: x!, y: y! } }
}
