/**
 * A transaction is a COSE_Sign1 message (RFC 9052 section 4.2), untagged, in canonical CBOR:
 *
 *   [ protected: bstr {1: algorithm, 4: public key}, {}, payload: bstr, signature: bstr ]
 *   payload = [ chain, validUntil, service, action, input, salt ]
 *
 * The public key travels in the message, so a signature can be checked without the state, in parallel and before
 * anything is ordered; whether that key may speak for an account is the state's business (accounts.ts).
 *
 * A member of a group who stays unknown sends a proof in place of a signature, and says no key (membership.ts):
 *
 *   [ protected: bstr {1: -65537, 4: root | nullifier}, {}, payload: bstr, proof: bstr ]
 */
import { decode, encode, type CborValue } from './codec/cbor.ts'
import { bytesToHex } from './codec/hex.ts'
import { isLowS, toLowS } from './crypto/low-s.ts'
import {
  isCanonical,
  membershipProofSize,
  memberPseudonym,
  type Membership,
} from './membership/membership.ts'
import type { Algorithm, Hash, SignatureCheck } from './crypto/host.ts'
import { accepted, refused, type Result } from './refusal.ts'

export interface Transaction {
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly id: string
  readonly bytes: Uint8Array
  readonly chain: string
  /** Milliseconds since 1970: the last block time at which it may be recorded. */
  readonly validUntil: number
  readonly service: string
  readonly action: string
  readonly input: CborValue
  /** Id of the signing key: the first 20 bytes of SHA-256 of its bytes, hexadecimal. Of a member, the pseudonym. */
  readonly keyId: string
  /** Of a key's transaction; a member's has `membership` instead. */
  readonly check?: SignatureCheck
  readonly membership?: Membership
}

export interface Payload {
  readonly chain: string
  readonly validUntil: number
  readonly service: string
  readonly action: string
  readonly input: CborValue
  /** 8 to 32 random bytes: makes two equal wishes two transactions. */
  readonly salt: Uint8Array
}

export const transactionSizeMax = 60_000

/** IANA COSE Algorithms: EdDSA -8, ES256 -7. */
const algorithmByNumber: { readonly [number: number]: Algorithm } = { [-8]: 'Ed25519', [-7]: 'ES256' }
const numberByAlgorithm = { Ed25519: -8, ES256: -7 } as const
const publicKeySize = { Ed25519: 32, ES256: 65 } as const

/** Reads a transaction without judging whether its signature holds or its rules agree. Refuses with T1, T2, T14, T16 or T19. */
export const parseTransaction = (bytes: Uint8Array, hash: Hash): Result<Transaction> => {
  if (bytes.length > transactionSizeMax) return refused('T2-too-large')
  const message = decode(bytes)
  if (!Array.isArray(message) || message.length !== 4)
    return refused('T1-malformed', 'not a COSE_Sign1 array')
  const [header, unprotected, payload, signature] = message as CborValue[]
  if (!isBytes(header) || !isEmptyMap(unprotected) || !isBytes(payload) || !isBytes(signature)) {
    return refused('T1-malformed', 'not a COSE_Sign1 message')
  }
  const author = isMemberHeader(header)
    ? readMember({ header, payload, signature }, hash)
    : readSigner({ header, payload, signature }, hash)
  if (!author.ok) return author
  const fields = parsePayload(payload)
  if (!fields) return refused('T1-malformed', 'payload')
  return accepted({ id: bytesToHex(hash(bytes)), bytes, ...fields, ...author.value })
}

interface Parts {
  readonly header: Uint8Array
  readonly payload: Uint8Array
  readonly signature: Uint8Array
}

type Author = Pick<Transaction, 'keyId' | 'check' | 'membership'>

const readSigner = ({ header, payload, signature }: Parts, hash: Hash): Result<Author> => {
  const signer = parseHeader(header)
  if (!signer || signature.length !== 64) return refused('T14-unsupported-key')
  if (signer.algorithm === 'ES256' && !isLowS(signature)) return refused('T16-signature-malleable')
  return accepted({
    keyId: keyIdOf(signer.publicKey, hash),
    check: { ...signer, message: signatureInput(header, payload), signature },
  })
}

/** The message covers the header too, so a proof holds for its own root and nullifier only, and for all of the payload. */
const readMember = ({ header, payload, signature: proof }: Parts, hash: Hash): Result<Author> => {
  if (header.length !== memberHeader.length + 64 || proof.length !== membershipProofSize)
    return refused('T14-unsupported-key')
  const kid = header.subarray(memberHeader.length)
  const [root, nullifier] = [kid.subarray(0, 32), kid.subarray(32)]
  const membership = { root, nullifier, message: hash(signatureInput(header, payload)), proof }
  if (!isCanonical(membership)) return refused('T19-proof-not-canonical')
  return accepted({ keyId: memberPseudonym(nullifier, hash), membership })
}

/** Sig_structure of RFC 9052 section 4.4: what is signed. */
export const signatureInput = (
  protectedHeader: Uint8Array,
  payload: Uint8Array,
  externalAad = empty,
): Uint8Array => encode(['Signature1', protectedHeader, externalAad, payload])

export const keyIdOf = (publicKey: Uint8Array, hash: Hash): string =>
  bytesToHex(hash(publicKey).subarray(0, 20))

export const isPublicKey = (algorithm: Algorithm, publicKey: Uint8Array): boolean =>
  publicKey.length === publicKeySize[algorithm] && (algorithm === 'Ed25519' || publicKey[0] === 4)

/** The parts to be signed, and how the signature makes a transaction of them. */
export const prepareTransaction = (algorithm: Algorithm, publicKey: Uint8Array, payload: Payload) => {
  const header = encodeHeader(algorithm, publicKey)
  const body = encodePayload(payload)
  return {
    message: signatureInput(header, body),
    finish: (signature: Uint8Array): Uint8Array =>
      encode([header, {}, body, algorithm === 'ES256' ? toLowS(signature) : signature]),
  }
}

/** What a member's proof is to be made of, and how it makes a transaction of them. */
export const prepareMembership = (
  { root, nullifier }: Pick<Membership, 'root' | 'nullifier'>,
  payload: Payload,
  hash: Hash,
) => {
  const header = Uint8Array.of(...memberHeader, ...root, ...nullifier)
  const body = encodePayload(payload)
  return {
    message: hash(signatureInput(header, body)),
    finish: (proof: Uint8Array): Uint8Array => encode([header, {}, body, proof]),
  }
}

const encodePayload = ({ chain, validUntil, service, action, input, salt }: Payload): Uint8Array =>
  encode([chain, validUntil, service, action, input, salt])

const empty = new Uint8Array(0)

/** {1: -65537, 4: 64 bytes}: algorithms below -65536 are for private use (RFC 9053, IANA COSE Algorithms). */
const memberHeader = Uint8Array.of(0xa2, 0x01, 0x3a, 0, 1, 0, 0, 0x04, 0x58, 64)

const isMemberHeader = (header: Uint8Array): boolean => memberHeader.every((byte, at) => header[at] === byte)

/**
 * The protected header {1: algorithm, 4: kid} has integer keys, which cborg only reads as a Map; its one canonical
 * form is so small that it is written and read byte by byte: A2 01 2x 04 58 nn key.
 */
const encodeHeader = (algorithm: Algorithm, publicKey: Uint8Array): Uint8Array =>
  Uint8Array.of(0xa2, 0x01, 0x1f - numberByAlgorithm[algorithm], 0x04, 0x58, publicKey.length, ...publicKey)

const parseHeader = (header: Uint8Array) => {
  const algorithm = algorithmByNumber[0x1f - (header[2] ?? 0)]
  if (header[0] !== 0xa2 || header[1] !== 0x01 || !algorithm || header[3] !== 0x04 || header[4] !== 0x58)
    return undefined
  const publicKey = header.subarray(6)
  if (header[5] !== publicKey.length || !isPublicKey(algorithm, publicKey)) return undefined
  return { algorithm, publicKey }
}

const parsePayload = (bytes: Uint8Array) => {
  const payload = decode(bytes)
  if (!Array.isArray(payload) || payload.length !== 6) return undefined
  const [chain, validUntil, service, action, input, salt] = payload as [CborValue, ...CborValue[]]
  const isWhole =
    isName(chain) &&
    typeof validUntil === 'number' &&
    validUntil >= 0 &&
    isName(service) &&
    isName(action) &&
    input !== undefined &&
    isBytes(salt) &&
    salt.length >= 8 &&
    salt.length <= 32
  return isWhole ? { chain, validUntil, service, action, input } : undefined
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array

const isEmptyMap = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !isBytes(value) &&
  Object.keys(value).length === 0

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 64
