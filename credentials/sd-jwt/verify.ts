/** Verifying (RFC 9901 sections 7.1 and 7.3), in the order in which each step can be relied on by the next. */
import type { JWK } from 'jose'
import { checkTimes, parseUnverifiedJwt, secondsOf, verifyJwt, type Jwt, type Key } from '../jwt.ts'
import { isObject, type JsonObject } from '../json.ts'
import { CredentialProblem } from '../problem.ts'
import { digestOf } from './disclosure.ts'
import { formatSdJwt, parseSdJwtText } from './text.ts'
import { unpack, type Unpacked } from './unpack.ts'

export interface Verifying {
  /** Finds the issuer's key by what the JWT says of itself, or refuses the issuer. */
  readonly issuerKey: (unverified: Jwt) => Key | Promise<Key>
  readonly types: readonly string[]
  readonly nowSeconds: number
  /** What is wanted of the holder's signature. Null: none is wanted, and none accepted. */
  readonly binding: WantedBinding | null
}

export interface WantedBinding {
  readonly nonce: string | ((nonce: string) => boolean)
  readonly audience: string
  readonly ageSecondsMax: number
}

export interface Verified extends Unpacked {
  readonly header: JsonObject
  /** When the holder signed; undefined without key binding. */
  readonly shownAtSeconds: number | undefined
}

/** How far the clocks of two devices may differ. */
const skewSeconds = 60

export const verifySdJwt = async (text: string, verifying: Verifying): Promise<Verified> => {
  const { binding, types, nowSeconds } = verifying
  const { jwt, disclosures, keyBinding } = parseSdJwtText(text)
  if (binding && keyBinding === undefined) throw new CredentialProblem('W15-key-binding-missing')
  if (!binding && keyBinding !== undefined) throw new CredentialProblem('W16-key-binding-unwanted')
  const key = await verifying.issuerKey(parseUnverifiedJwt(jwt))
  const { header, payload } = await verifyJwt(jwt, key, { types })
  const unpacked = await unpack(payload, disclosures)
  checkTimes(unpacked.claims, nowSeconds, skewSeconds)
  if (!binding || keyBinding === undefined) return { ...unpacked, header, shownAtSeconds: undefined }
  const holder = holderKeyOf(unpacked.claims)
  const shown = await digestOf(formatSdJwt(jwt, disclosures), unpacked.algorithm)
  const shownAtSeconds = await verifyBinding(keyBinding, holder, shown, binding, nowSeconds)
  return { ...unpacked, header, shownAtSeconds }
}

/** The `jwk` of `cnf` (RFC 7800 section 3.2): a public key, and nothing secret beside it. */
export const holderKeyOf = (claims: JsonObject): JWK => {
  const jwk = isObject(claims['cnf']) ? claims['cnf']['jwk'] : undefined
  if (!isObject(jwk) || Object.hasOwn(jwk, 'd') || (jwk['kty'] !== 'EC' && jwk['kty'] !== 'OKP'))
    throw new CredentialProblem('W17-holder-key', 'cnf')
  return jwk
}

const verifyBinding = async (
  text: string,
  holder: JWK,
  shown: string,
  { nonce, audience, ageSecondsMax }: WantedBinding,
  nowSeconds: number,
): Promise<number> => {
  const { payload } = await verifyJwt(text, holder, { types: ['kb+jwt'] }).catch((error: unknown) => {
    const isForged = error instanceof CredentialProblem && error.code === 'W3-signature'
    throw isForged ? new CredentialProblem('W17-holder-key', 'signature') : error
  })
  const issuedAt = secondsOf(payload, 'iat')
  if (issuedAt === undefined) throw new CredentialProblem('W1-malformed', 'iat')
  if (payload['aud'] !== audience) throw new CredentialProblem('W19-wrong-audience')
  const given = payload['nonce']
  const isOurs = typeof nonce === 'string' ? given === nonce : typeof given === 'string' && nonce(given)
  if (!isOurs) throw new CredentialProblem('W18-wrong-nonce')
  if (payload['sd_hash'] !== shown) throw new CredentialProblem('W21-other-disclosures')
  if (issuedAt > nowSeconds + skewSeconds) throw new CredentialProblem('W14-not-yet', 'iat')
  if (issuedAt + ageSecondsMax < nowSeconds) throw new CredentialProblem('W20-too-old', 'iat')
  checkTimes(payload, nowSeconds, skewSeconds)
  return issuedAt
}
