/**
 * The profile of draft-ietf-oauth-sd-jwt-vc (SD-JWT VC), all of it in this file because it is not final yet: the type
 * `dc+sd-jwt`, the claims that say what a credential is, and which of them a holder must not keep back.
 */
import { isObject, type JsonObject } from './json.ts'
import type { Key } from './jwt.ts'
import { CredentialProblem } from './problem.ts'
import { issueSdJwt } from './sd-jwt/issue.ts'
import type { Path } from './sd-jwt/unpack.ts'
import { verifySdJwt, type Verified, type Verifying } from './sd-jwt/verify.ts'

export const credentialFormat = 'dc+sd-jwt'

/** Where in which status list a credential's state stands (Token Status List, section 6.1). */
export interface StatusReference {
  readonly uri: string
  readonly index: number
}

export interface Credential extends Verified {
  readonly type: string
  readonly issuer: string
  readonly status: StatusReference
}

export interface NewCredential {
  readonly issuer: string
  readonly keyId: string
  readonly key: Key
  readonly type: string
  readonly holder: JsonObject
  readonly status: StatusReference
  readonly issuedAtSeconds: number
  readonly expiresAtSeconds: number
  readonly claims: JsonObject
  readonly disclosable: readonly Path[]
  readonly decoyCount?: number
}

export const issueCredential = (credential: NewCredential): Promise<string> => {
  const { issuer, keyId, key, type, holder, status, disclosable, decoyCount = 0 } = credential
  return issueSdJwt({
    header: { alg: 'ES256', typ: credentialFormat, kid: keyId },
    claims: {
      ...credential.claims,
      iss: issuer,
      iat: credential.issuedAtSeconds,
      exp: credential.expiresAtSeconds,
      vct: type,
      cnf: { jwk: holder },
      status: { status_list: { idx: status.index, uri: status.uri } },
    },
    disclosable,
    decoyCount,
    key,
  })
}

export const verifyCredential = async (
  text: string,
  verifying: Omit<Verifying, 'types'> & { readonly type: string },
): Promise<Credential> => {
  const verified = await verifySdJwt(text, { ...verifying, types: [credentialFormat] })
  const { claims, placed } = verified
  const kept = placed.find(({ path }) => neverKeptBack.includes(String(path[0])))
  if (kept) throw new CredentialProblem('W10-claim-name', String(kept.path[0]))
  const { vct, iss } = claims
  if (typeof vct !== 'string') throw new CredentialProblem('W22-claim-missing', 'vct')
  if (vct !== verifying.type) throw new CredentialProblem('W4-type', 'vct')
  if (typeof iss !== 'string') throw new CredentialProblem('W22-claim-missing', 'iss')
  if (typeof claims['exp'] !== 'number') throw new CredentialProblem('W22-claim-missing', 'exp')
  if (!isObject(claims['cnf'])) throw new CredentialProblem('W22-claim-missing', 'cnf')
  return { ...verified, type: vct, issuer: iss, status: statusOf(claims) }
}

/** Registered claims that have to be open (section on registered claims). */
const neverKeptBack = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status']

/** Wanted here, though the draft leaves it out at will: a card whose state cannot be looked up could not be revoked. */
const statusOf = ({ status }: JsonObject): StatusReference => {
  const list = isObject(status) ? status['status_list'] : undefined
  if (!isObject(list)) throw new CredentialProblem('W22-claim-missing', 'status')
  const { idx, uri } = list
  if (typeof idx !== 'number' || !Number.isSafeInteger(idx) || idx < 0 || typeof uri !== 'string')
    throw new CredentialProblem('W1-malformed', 'status')
  return { index: idx, uri }
}
