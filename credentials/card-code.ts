/**
 * A card shown as a picture, where nobody can ask for it first: the phone signs the time, a nonce of its own and the place
 * that its holder has chosen, and the reader there takes it only for minutes and once. The text is packed, because it has to fit into a QR code that phones can
 * show: base64url is undone, and the JSON inside deflated.
 */
import { decodeBase45, encodeBase45 } from './base45.ts'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { verifyCredential, type Credential } from './credential.ts'
import { deflate, inflate } from './deflate.ts'
import type { Jwt, Key } from './jwt.ts'
import { CredentialProblem } from './problem.ts'
import { presentSdJwt, type ClaimPath } from './sd-jwt/present.ts'
import { checkStatus, type SignedStatusList } from './status-list.ts'

export interface ShowingCode {
  readonly text: string
  readonly key: Key
  readonly disclose: readonly ClaimPath[]
  readonly chain: string
  /** The place that it is made for, and is good at; without one it is for readers that are no registered facility. */
  readonly facility?: string | undefined
  readonly nowSeconds: number
}

/** The same bytes twice: base45 is dense in a picture, but it has spaces, which do not survive being copied. */
export interface CardCode {
  readonly picture: string
  readonly text: string
}

export interface ReadingCode {
  readonly issuerKey: (unverified: Jwt) => Key
  readonly type: string
  readonly chain: string
  /** Where it is read: a code for another place, or for none, is refused there. */
  readonly facility?: string | undefined
  readonly nowSeconds: number
  /** How long a code is good after it was made. */
  readonly codeSeconds: number
  /** The last that is known, until it expires: the reader shows its age. */
  readonly list: SignedStatusList
  /** Whether a nonce was not seen before; it is from now on. */
  readonly isNew: (nonce: string) => boolean
}

const picturePrefix = 'MARU1:'
const textPrefix = 'maru1:'
const unpackedBytesMax = 16 * 1024

const audienceOf = (chain: string, facility: string | undefined): string =>
  ['urn:maru:card-code', chain, ...(facility === undefined ? [] : [facility])].join(':')

export const makeCardCode = async ({
  text,
  key,
  disclose,
  chain,
  facility,
  nowSeconds,
}: ShowingCode): Promise<CardCode> => {
  const shown = await presentSdJwt(text, disclose, {
    nonce: encodeBase64url(crypto.getRandomValues(new Uint8Array(12))),
    audience: audienceOf(chain, facility),
    issuedAtSeconds: nowSeconds,
    key,
    algorithm: 'ES256',
  })
  const bytes = await pack(shown)
  return { picture: picturePrefix + encodeBase45(bytes), text: textPrefix + encodeBase64url(bytes) }
}

export const isCardCode = (text: string): boolean =>
  text.startsWith(picturePrefix) || text.trim().startsWith(textPrefix)

export const readCardCode = async (code: string, reading: ReadingCode): Promise<Credential> => {
  const { chain, facility, codeSeconds, list, nowSeconds, isNew } = reading
  let nonce = ''
  const credential = await verifyCredential(await unpack(code), {
    ...reading,
    binding: {
      audience: audienceOf(chain, facility),
      ageSecondsMax: codeSeconds,
      nonce: (given) => {
        nonce = given
        return true
      },
    },
  })
  checkStatus(list, credential.status, nowSeconds)
  if (!isNew(nonce)) throw new CredentialProblem('W28-shown-already')
  return credential
}

/** Each piece between dots and tildes becomes its bytes, with its length and the sign that followed it before them. */
const pack = async (text: string): Promise<Uint8Array> => {
  const pieces = text.split(/(?<=[.~])/)
  const bytes = pieces.flatMap((piece) => {
    const sign = /[.~]$/.exec(piece)?.[0] ?? ''
    const content = decodeBase64url(piece.slice(0, piece.length - sign.length))
    return [signs.indexOf(sign), content.length >>> 8, content.length & 255, ...content]
  })
  return deflate(Uint8Array.from(bytes), 'deflate-raw')
}

const unpack = async (code: string): Promise<string> => {
  if (!isCardCode(code) || code.length > 8_192) throw new CredentialProblem('W1-malformed', 'code')
  const limits = { bytesMax: unpackedBytesMax, code: 'W1-malformed' } as const
  const packed = code.startsWith(picturePrefix)
    ? decodeBase45(code.slice(picturePrefix.length))
    : decodeBase64url(code.trim().slice(textPrefix.length))
  const bytes = await inflate(packed, 'deflate-raw', limits)
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const sign = signs[bytes[at]!]
    const end = at + 3 + (bytes[at + 1]! << 8) + bytes[at + 2]!
    if (sign === undefined || !(end <= bytes.length)) throw new CredentialProblem('W1-malformed', 'code')
    text += encodeBase64url(bytes.subarray(at + 3, end)) + sign
    at = end
  }
  return text
}

const signs = ['', '.', '~']
