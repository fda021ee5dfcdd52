/** Base64url without padding (RFC 4648 section 5), one spelling for each sequence of bytes. */
import { CredentialProblem } from './problem.ts'

export const encodeBase64url = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Refuses padding, other characters, and bits that say nothing: whoever changes one of those changes no byte. */
export const decodeBase64url = (text: string): Uint8Array<ArrayBuffer> => {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1)
    throw new CredentialProblem('W1-malformed', 'base64url')
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  if (encodeBase64url(bytes) !== text) throw new CredentialProblem('W1-malformed', 'base64url')
  return bytes
}

export const decodeJson = (text: string): unknown => {
  try {
    return JSON.parse(strictUtf8.decode(decodeBase64url(text)))
  } catch {
    throw new CredentialProblem('W1-malformed', 'JSON')
  }
}

export const encodeJson = (value: unknown): string =>
  encodeBase64url(new TextEncoder().encode(JSON.stringify(value)))

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
