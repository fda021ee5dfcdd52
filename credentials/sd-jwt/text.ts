/** The compact form (RFC 9901 section 4): the issuer's JWT, a tilde, disclosures each with a tilde, the holder's JWT. */
import { CredentialProblem } from '../problem.ts'

export interface SdJwtText {
  readonly jwt: string
  readonly disclosures: readonly string[]
  /** The key binding JWT; undefined in what an issuer gives out. */
  readonly keyBinding: string | undefined
}

const charactersMax = 64 * 1024
const disclosuresMax = 256

export const parseSdJwtText = (text: string): SdJwtText => {
  if (text.length > charactersMax || !compactForm.test(text)) throw new CredentialProblem('W1-malformed')
  const parts = text.split('~')
  const jwt = parts.shift() as string
  const keyBinding = parts.pop() as string
  if (parts.length > disclosuresMax) throw new CredentialProblem('W1-malformed', 'disclosures')
  if (new Set(parts).size !== parts.length) throw new CredentialProblem('W7-disclosure-repeated')
  return { jwt, disclosures: parts, keyBinding: keyBinding === '' ? undefined : keyBinding }
}

/** What the holder signs over (section 4.3.1): everything before the key binding. */
export const formatSdJwt = (jwt: string, disclosures: readonly string[]): string =>
  [jwt, ...disclosures, ''].join('~')

/** The ABNF of section 4. */
const compactForm = /^[\w-]+\.[\w-]+\.[\w-]+~(?:[\w-]+~)*(?:[\w-]+\.[\w-]+\.[\w-]+)?$/
