/** Disclosures (RFC 9901 section 4.2): a salted claim that stands beside the JWT, and in it as a digest. */
import { decodeJson, encodeBase64url, encodeJson } from '../base64url.ts'
import type { Json } from '../json.ts'
import { CredentialProblem } from '../problem.ts'

export interface Disclosure {
  readonly text: string
  /** Undefined in a disclosure of an array's element. */
  readonly name: string | undefined
  readonly value: Json
}

/** Names that would let a disclosure pose as the machinery (section 4.1). */
export const reservedNames = ['_sd', '...', '_sd_alg']

export const parseDisclosure = (text: string): Disclosure => {
  const parts = decodeJson(text)
  if (!Array.isArray(parts) || parts.length < 2 || parts.length > 3) throw malformed()
  const [salt, name] = parts as readonly unknown[]
  if (typeof salt !== 'string' || (parts.length === 3 && typeof name !== 'string')) throw malformed()
  return { text, name: parts.length === 3 ? String(name) : undefined, value: parts.at(-1) as Json }
}

export const formatDisclosure = (name: string | undefined, value: Json): string =>
  encodeJson(name === undefined ? [createSalt(), value] : [createSalt(), name, value])

/** 128 bits (section 9.3). */
const createSalt = (): string => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)))

/** A digest of nothing, which hides how many claims there are (section 4.2.5). */
export const createDecoy = (algorithm: HashAlgorithm): Promise<string> => digestOf(createSalt(), algorithm)

/** Names of the IANA registry "Named Information Hash Algorithm" that are known here, and WebCrypto's. */
const hashNames = { 'sha-256': 'SHA-256', 'sha-384': 'SHA-384', 'sha-512': 'SHA-512' } as const
export type HashAlgorithm = keyof typeof hashNames

export const isHashAlgorithm = (name: unknown): name is HashAlgorithm =>
  typeof name === 'string' && Object.hasOwn(hashNames, name)

export const digestOf = async (text: string, algorithm: HashAlgorithm): Promise<string> =>
  encodeBase64url(
    new Uint8Array(await crypto.subtle.digest(hashNames[algorithm], new TextEncoder().encode(text))),
  )

const malformed = (): CredentialProblem => new CredentialProblem('W9-disclosure-malformed')
