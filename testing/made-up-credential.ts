/** Keys and a credential for tests of credentials; the claims are nobody's. */
import { exportJWK, generateKeyPair } from 'jose'
import type { JsonObject } from '@maru/credentials/json.ts'
import { issueSdJwt, type Issuing } from '@maru/credentials/sd-jwt/issue.ts'

export const issuer = await generateKeyPair('ES256', { extractable: true })
export const holder = await generateKeyPair('ES256', { extractable: true })
export const holderJwk = { ...(await exportJWK(holder.publicKey)) } as JsonObject
export const nowSeconds = 1_800_000_000

export const claims: JsonObject = {
  iss: 'https://city.example',
  exp: nowSeconds + 3_600,
  cnf: { jwk: holderJwk },
  district: 'river',
  age: { over_14: true, over_19: false },
  grants: ['pool', 'library'],
  address: { street: 'Long', number: 7 },
}

export const disclosable: Issuing['disclosable'] = [
  ['district'],
  ['age', 'over_14'],
  ['age', 'over_19'],
  ['grants', 0],
  ['grants', 1],
  ['address'],
  ['address', 'street'],
]

export const issueMadeUp = (changes: Partial<Issuing> = {}): Promise<string> =>
  issueSdJwt({
    header: { alg: 'ES256', typ: 'dc+sd-jwt' },
    claims,
    disclosable,
    decoyCount: 3,
    key: issuer.privateKey,
    ...changes,
  })
