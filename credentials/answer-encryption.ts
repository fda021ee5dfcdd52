/**
 * Answers that nobody but who asked can read (OpenID4VP 1.0 section 8.3), whatever lies between: JWE (RFC 7516) in its
 * compact form, with ECDH-ES on P-256 (RFC 7518 section 4.6) and AES-GCM. The key is made for one question.
 */
import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, type CryptoKey } from 'jose'
import { decodeJson, encodeBase64url } from './base64url.ts'
import { isObject, type JsonObject } from './json.ts'
import { CredentialProblem } from './problem.ts'

const algorithm = 'ECDH-ES'
/** What the specification takes for granted comes last: whoever can do more does. */
export const answerEncodings = ['A256GCM', 'A128GCM'] as const
type Encoding = (typeof answerEncodings)[number]

export interface AnswerKey {
  readonly privateKey: CryptoKey
  readonly publicJwk: JsonObject & { readonly kid: string }
}

/** What an answer is sealed with, out of the question. */
export interface AnswerEncryption {
  readonly jwk: JsonObject & { readonly kid: string }
  readonly encoding: Encoding
}

export const createAnswerKey = async (): Promise<AnswerKey> => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { crv: 'P-256' })
  const { x, y } = await exportJWK(publicKey)
  const kid = encodeBase64url(crypto.getRandomValues(new Uint8Array(12)))
  return { privateKey, publicJwk: { kty: 'EC', crv: 'P-256', x: x!, y: y!, kid, use: 'enc', alg: algorithm } }
}

/** The first key and the best encryption that are known here; undefined when a question has none. */
export const encryptionIn = (metadata: JsonObject): AnswerEncryption | undefined => {
  const { jwks, encrypted_response_enc_values_supported: named = ['A128GCM'] } = metadata
  const keys = isObject(jwks) && Array.isArray(jwks['keys']) ? (jwks['keys'] as readonly unknown[]) : []
  const jwk = keys.find(isAnswerKey)
  const encoding = answerEncodings.find((each) => Array.isArray(named) && named.includes(each))
  return jwk && encoding && { jwk, encoding }
}

export const sealAnswer = (answer: JsonObject, { jwk, encoding }: AnswerEncryption): Promise<string> => {
  const { kty, crv, x, y, kid } = jwk
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(answer)))
    .setProtectedHeader({ alg: algorithm, enc: encoding, kid })
    .encrypt({ kty, crv, x, y } as object)
}

/**
 * Throws for whatever is not sealed to this key in one of the two ways. What the header says of the parties (`apu`, `apv`)
 * goes into the key, so that it cannot be changed either.
 */
export const openAnswer = async (text: string, { privateKey, publicJwk }: AnswerKey): Promise<JsonObject> => {
  const header = headerOf(text)
  const { kid, epk } = header
  if (kid !== publicJwk.kid || Object.hasOwn(header, 'zip'))
    throw new CredentialProblem('W61-answer-undecryptable')
  if (!isObject(epk) || Object.hasOwn(epk, 'd'))
    throw new CredentialProblem('W61-answer-undecryptable', 'epk')
  try {
    const { plaintext } = await compactDecrypt(text, privateKey, {
      keyManagementAlgorithms: [algorithm],
      contentEncryptionAlgorithms: [...answerEncodings],
    })
    const answer: unknown = JSON.parse(strictUtf8.decode(plaintext))
    if (isObject(answer)) return answer
  } catch {
    // What exactly is wrong would help those who try out what is wrong.
  }
  throw new CredentialProblem('W61-answer-undecryptable')
}

const headerOf = (text: string): JsonObject => {
  const [header = '', ...parts] = text.split('.')
  const value = parts.length === 4 && text.length <= lengthMax ? decodeJson(header) : undefined
  if (!isObject(value)) throw new CredentialProblem('W61-answer-undecryptable')
  return value
}

const lengthMax = 100_000

const isAnswerKey = (key: unknown): key is AnswerEncryption['jwk'] =>
  isObject(key) &&
  key['kty'] === 'EC' &&
  key['crv'] === 'P-256' &&
  key['alg'] === algorithm &&
  (key['use'] === undefined || key['use'] === 'enc') &&
  typeof key['kid'] === 'string' &&
  !Object.hasOwn(key, 'd')

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
