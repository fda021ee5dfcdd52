/**
 * A guardian's consent to the enrolment of a child, as text: the guardian's device signs for the account that the child's
 * device is to found, and the desk reads it. Nothing of it is secret.
 */
import { decodeBase64, encodeBase64 } from '@maru/kernel/log/base64.ts'
import { consentBytes, consentMessage } from '@maru/services/residents/key-proof.ts'
import { hash } from '../../city/hash.ts'
import { signerOf } from '../../city/keys.ts'
import type { Person } from '../../city/persons.ts'

export interface Consent {
  readonly child: string
  /** The guardian's. */
  readonly account: string
  readonly publicKey: Uint8Array
  readonly salt: Uint8Array
  readonly signature: Uint8Array
}

export const signConsent = async (person: Person, chain: string, child: string): Promise<Consent> => {
  const { publicKey, sign } = await signerOf(person)
  const { account } = person
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return {
    child,
    account,
    publicKey,
    salt,
    signature: await sign(consentMessage(chain, child, account, salt)),
  }
}

export const writeConsent = ({ child, account, publicKey, salt, signature }: Consent): string =>
  ['maru-consent', child, account, ...[publicKey, salt, signature].map(encodeBase64)].join(':')

/** Undefined unless it is what `writeConsent` writes. Whether the signature is good is for the city to say. */
export const readConsent = (text: string): Consent | undefined => {
  const [, child, account, ...texts] = consent.exec(text.replaceAll(/\s/g, '')) ?? []
  const [publicKey, salt, signature] = texts.map((each) => decodeBase64(each ?? ''))
  if (child === undefined || account === undefined || !publicKey || !salt || !signature) return undefined
  return { child, account, publicKey, salt, signature }
}

const consent =
  /^maru-consent:([0-9a-f]{40}):([0-9a-f]{40}):([A-Za-z0-9+/]{43,87}=):([A-Za-z0-9+/]{22}==):([A-Za-z0-9+/]{86}==)$/

/** What the record says of it. */
export const hashOfConsent = (chain: string, { child, account, salt, signature }: Consent): Uint8Array =>
  hash(consentBytes(consentMessage(chain, child, account, salt), signature))
