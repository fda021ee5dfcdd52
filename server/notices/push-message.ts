/**
 * A push message on the wire: the body encrypted for one browser (RFC 8291, by `http_ece`), and the token that says
 * who sends it (VAPID, RFC 8292 section 2: a JWT signed with ES256).
 */
import { createECDH, createPrivateKey, randomBytes, sign } from 'node:crypto'
import ece from 'http_ece'

/** A pair on P-256: the point uncompressed and the number, each base64url, as browsers want the former. */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

export const createPushKeys = (): PushKeys => {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys('base64url')
  // A number that begins with zero bytes is given out shorter.
  const privateKey = Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url')
  return { publicKey, privateKey }
}

export interface Browser {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

/** Throws when the browser's key is no point of the curve. */
export const encryptFor = ({ p256dh, auth }: Browser, text: string): Buffer => {
  const sender = createECDH('prime256v1')
  sender.generateKeys()
  const salt = randomBytes(16)
  const parameters = { version: 'aes128gcm', dh: p256dh, authSecret: auth, privateKey: sender, salt } as const
  return ece.encrypt(Buffer.from(text), parameters)
}

/** RFC 8292 allows a token for 24 hours at most. */
const tokenSeconds = 43_200

/** The Authorization header for the push service of this endpoint. */
export const vapid = (endpoint: string, contact: string, keys: PushKeys, nowMs = Date.now()): string => {
  const { origin: aud } = new URL(endpoint)
  const claims = { aud, exp: Math.floor(nowMs / 1000) + tokenSeconds, sub: contact }
  const signed = [{ typ: 'JWT', alg: 'ES256' }, claims].map(toPart).join('.')
  const key = { key: privateKeyOf(keys), dsaEncoding: 'ieee-p1363' } as const
  const signature = sign('sha256', Buffer.from(signed), key).toString('base64url')
  return `vapid t=${signed}.${signature}, k=${keys.publicKey}`
}

const toPart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const privateKeyOf = ({ publicKey, privateKey }: PushKeys) => {
  const point = Buffer.from(publicKey, 'base64url')
  const x = point.toString('base64url', 1, 33)
  const y = point.toString('base64url', 33)
  return createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y, d: privateKey } })
}
