/** Signed JWTs (RFC 7519) of one type each, as RFC 8725 wants them: the algorithm is the reader's to allow. */
import { CompactSign, compactVerify, type CompactJWSHeaderParameters, type CryptoKey, type JWK } from 'jose'
import { decodeJson } from './base64url.ts'
import { isObject, type JsonObject } from './json.ts'
import { CredentialProblem } from './problem.ts'

export type Key = CryptoKey | JWK

export interface Jwt {
  readonly header: JsonObject
  readonly payload: JsonObject
}

/** ES256 is what phones and other wallets have; Ed25519 under its new name and its old one (RFC 9864). */
const algorithms = ['ES256', 'Ed25519', 'EdDSA']

export const signJwt = (header: CompactJWSHeaderParameters, payload: JsonObject, key: Key): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload))).setProtectedHeader(header).sign(key)

/** What a JWT says of itself, to find the key by. Nothing of it holds before `verifyJwt` has agreed. */
export const parseUnverifiedJwt = (text: string): Jwt => {
  const [header, payload, signature, ...more] = text.split('.')
  if (!header || !payload || !signature || more.length > 0) throw new CredentialProblem('W1-malformed', 'JWT')
  return { header: objectIn(header), payload: objectIn(payload) }
}

export const verifyJwt = async (
  text: string,
  key: Key,
  { types }: { readonly types: readonly string[] },
): Promise<Jwt> => {
  const { header, payload } = parseUnverifiedJwt(text)
  if (!isOneOf(algorithms, header['alg'])) throw new CredentialProblem('W2-algorithm')
  if (!isOneOf(types, header['typ'])) throw new CredentialProblem('W4-type', types.join(' or '))
  try {
    await compactVerify(text, key, { algorithms })
  } catch {
    throw new CredentialProblem('W3-signature')
  }
  return { header, payload }
}

/** `exp` and `nbf` (RFC 7519 section 4.1), in seconds. */
export const checkTimes = (payload: JsonObject, nowSeconds: number, skewSeconds: number): void => {
  const expires = secondsOf(payload, 'exp')
  const begins = secondsOf(payload, 'nbf')
  if (expires !== undefined && nowSeconds >= expires) throw new CredentialProblem('W13-expired')
  if (begins !== undefined && nowSeconds + skewSeconds < begins) throw new CredentialProblem('W14-not-yet')
}

export const secondsOf = (payload: JsonObject, name: string): number | undefined => {
  if (!Object.hasOwn(payload, name)) return undefined
  const value = payload[name]
  if (typeof value !== 'number' || value < 0) throw new CredentialProblem('W1-malformed', name)
  return value
}

const isOneOf = (known: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && known.includes(value)

const objectIn = (text: string): JsonObject => {
  const value = decodeJson(text)
  if (!isObject(value)) throw new CredentialProblem('W1-malformed', 'JWT')
  return value
}
