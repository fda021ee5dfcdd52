/**
 * Oblivious HTTP (RFC 9458): a request is sealed for the gateway and sent through a relay. The relay sees who asks and
 * not what; the gateway sees what is asked and not by whom. With one suite: X25519, HKDF-SHA256, AES-128-GCM.
 */
import {
  Aes128Gcm,
  CipherSuite,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  type SenderContextParams,
} from '@hpke/core'
import { concatBytes } from './varint.ts'

export const requestType = 'message/ohttp-req'
export const responseType = 'message/ohttp-res'
export const keysType = 'application/ohttp-keys'
/** Section 5.3: says that the keys are to be asked for again. */
export const keyProblemType = 'https://iana.org/assignments/http-problem-types#ohttp-key'

const KEM = 0x0020
const KDF = 0x0001
const AEAD = 0x0001
/** Npk and Nenc of the KEM; Nk, Nn and the tag of the AEAD. */
const keySize = 32
const secretSize = 16
const nonceSize = 12
const tagSize = 16
const headerSize = 7

/** How much longer a message is when it is sealed. */
export const requestOverhead = headerSize + keySize + tagSize
export const responseOverhead = secretSize + tagSize

export interface KeyConfig {
  readonly id: number
  readonly publicKey: Uint8Array
}

interface KeyPair {
  readonly publicKey: CryptoKey
  readonly privateKey: CryptoKey
}

export interface GatewayKey extends KeyConfig {
  readonly keys: KeyPair
}

/** Opens the answer to one sealed request; undefined when it is none. */
export type OpenResponse = (sealed: Uint8Array) => Promise<Uint8Array | undefined>

export const createGatewayKey = async (id: number): Promise<GatewayKey> => {
  const keys = await suite.kem.generateKeyPair()
  return { id, keys, publicKey: new Uint8Array(await suite.kem.serializePublicKey(keys.publicKey)) }
}

/** `application/ohttp-keys` (section 3.2), the best one first. */
export const encodeKeys = (keys: readonly KeyConfig[]): Uint8Array =>
  concatBytes(
    ...keys.flatMap(({ id, publicKey }) => {
      const config = [Uint8Array.of(id), uint16(KEM), publicKey, uint16(4), uint16(KDF), uint16(AEAD)]
      return [uint16(concatBytes(...config).length), ...config]
    }),
  )

/** Those keys that are for our suite. One that cannot be read spoils all of them, as section 3.2 asks. */
export const decodeKeys = (bytes: Uint8Array): readonly KeyConfig[] => {
  const usable: KeyConfig[] = []
  for (let at = 0; at < bytes.length;) {
    const size = readUint16(bytes, at)
    const config = bytes.subarray(at + 2, at + 2 + size)
    if (config.length !== size || size < 5) return []
    at += 2 + size
    if (readUint16(config, 1) !== KEM) continue
    const algorithms = config.subarray(3 + keySize)
    const length = readUint16(algorithms, 0)
    if (length === 0 || length % 4 !== 0 || algorithms.length !== 2 + length) return []
    const offers = Array.from({ length: length / 4 }, (_, each) => 2 + 4 * each)
    if (
      offers.some((each) => readUint16(algorithms, each) === KDF && readUint16(algorithms, each + 2) === AEAD)
    )
      usable.push({ id: config[0] as number, publicKey: config.slice(3, 3 + keySize) })
  }
  return usable
}

/** Section 4.3. `ephemeral` is for test vectors only: a second request under it could be read by anyone with the first. */
export const sealRequest = async (
  { id, publicKey }: KeyConfig,
  request: Uint8Array,
  ephemeral?: KeyPair,
): Promise<{ readonly sealed: Uint8Array; readonly openResponse: OpenResponse }> => {
  const header = headerOf(id)
  const context = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(publicKey),
    info: infoOf(header),
    ...(ephemeral && ({ ekm: ephemeral } satisfies Partial<SenderContextParams>)),
  })
  const enc = new Uint8Array(context.enc)
  const sealed = concatBytes(header, enc, new Uint8Array(await context.seal(exact(request))))
  return {
    sealed,
    openResponse: async (answer) => {
      const key = await responseKey(
        await context.export(exportLabel, secretSize),
        enc,
        answer.subarray(0, secretSize),
      )
      return quietly(async () => {
        const text = exact(answer.subarray(secretSize))
        return new Uint8Array(await crypto.subtle.decrypt(key.algorithm, key.key, text))
      })
    },
  }
}

/** Browsers have had X25519 since Chrome 133, Firefox 130 and Safari 17. */
export const canSeal = async (): Promise<boolean> =>
  (await quietly(() => crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']))) !== undefined

export interface OpenedRequest {
  readonly request: Uint8Array
  /** Section 4.4. `nonce` is for test vectors only. */
  readonly sealResponse: (response: Uint8Array, nonce?: Uint8Array) => Promise<Uint8Array>
}

/** 'key': sealed for another key, or in another suite. Undefined: damaged, or sealed wrongly. */
export const openRequest = async (
  keys: readonly GatewayKey[],
  sealed: Uint8Array,
): Promise<OpenedRequest | 'key' | undefined> => {
  if (sealed.length < requestOverhead) return undefined
  const header = sealed.subarray(0, headerSize)
  const key = keys.find(({ id }) => id === header[0])
  if (!key || headerOf(key.id).some((byte, at) => byte !== header[at])) return 'key'
  const enc = sealed.slice(headerSize, headerSize + keySize)
  const opened = await quietly(async () => {
    const context = await suite.createRecipientContext({ recipientKey: key.keys, enc, info: infoOf(header) })
    return { context, request: await context.open(exact(sealed.subarray(headerSize + keySize))) }
  })
  if (!opened) return undefined
  return {
    request: new Uint8Array(opened.request),
    sealResponse: async (response, nonce = crypto.getRandomValues(new Uint8Array(secretSize))) => {
      const own = await responseKey(await opened.context.export(exportLabel, secretSize), enc, nonce)
      const text = await crypto.subtle.encrypt(own.algorithm, own.key, exact(response))
      return concatBytes(nonce, new Uint8Array(text))
    },
  }
}

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
})

const ascii = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const exportLabel = ascii('message/bhttp response').buffer

const uint16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff)
const readUint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

const headerOf = (id: number): Uint8Array =>
  concatBytes(Uint8Array.of(id), uint16(KEM), uint16(KDF), uint16(AEAD))
const infoOf = (header: Uint8Array) => concatBytes(ascii('message/bhttp request'), Uint8Array.of(0), header)

/** Key and nonce of the answer: Extract and Expand of section 4.4 are HKDF with the secret, twice. */
const responseKey = async (secret: ArrayBuffer, enc: Uint8Array, responseNonce: Uint8Array) => {
  const salt = concatBytes(enc, responseNonce)
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey'])
  const from = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: ascii(info) })
  const iv = await crypto.subtle.deriveBits(from('nonce'), base, nonceSize * 8)
  const aes = { name: 'AES-GCM', length: secretSize * 8 }
  const key = await crypto.subtle.deriveKey(from('key'), base, aes, false, ['encrypt', 'decrypt'])
  return { key, algorithm: { name: 'AES-GCM', iv, tagLength: tagSize * 8 } }
}

/** Bytes of their own: libraries take a whole buffer where they are given a part of one. */
const exact = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const quietly = async <Value>(open: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await open()
  } catch {
    return undefined
  }
}
