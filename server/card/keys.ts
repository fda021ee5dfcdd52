/**
 * The keys of the card office: with `card-1` it signs cards and status lists, with `check-1` the questions that
 * facilities ask, and with the Ed25519 key the log of its DID. One file, as JSON, that only the office can read.
 */
import type { ECDH } from 'node:crypto'
import { createHash, createPrivateKey, createPublicKey, createECDH, generateKeyPairSync } from 'node:crypto'
import type { JWK } from 'jose'
import { z } from 'zod'

export interface CardKeys {
  /** Private JWKs (RFC 7517). */
  readonly card: JWK
  readonly check: JWK
  readonly log: JWK
}

export const cardKeyIds = { card: 'card-1', check: 'check-1' } as const

const base64url = z.string().regex(/^[\w-]{43}$/)
const p256 = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url,
  y: base64url,
  d: base64url,
})
const file = z.strictObject({
  card: p256,
  check: p256,
  log: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url, d: base64url }),
})

/** Undefined when it is no such file. */
export const parseCardKeys = (text: string): CardKeys | undefined => {
  try {
    return file.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

export const createCardKeys = (): CardKeys => {
  const p256 = (): JWK =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK
  const log = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK
  return { card: p256(), check: p256(), log }
}

/** Of demonstrations. Anyone can compute them, and production refuses them. */
export const developmentCardKeys = (): CardKeys => ({
  card: p256From('card'),
  check: p256From('check'),
  log: createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seedOf('card log')]),
    format: 'der',
    type: 'pkcs8',
  }).export({ format: 'jwk' }) as JWK,
})

export const hasDevelopmentCardKeys = ({ card, check, log }: CardKeys): boolean => {
  const known = developmentCardKeys()
  return card.d === known.card.d || check.d === known.check.d || log.d === known.log.d
}

/** 65 bytes, as the ledger has keys. */
export const uncompressedPoint = (key: JWK): Uint8Array => {
  const { x, y } = createPublicKey({ key: { ...key }, format: 'jwk' }).export({ format: 'jwk' })
  return new Uint8Array(
    Buffer.concat([Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]),
  )
}

export const publicPart = ({ kty, crv, x, y }: JWK): JWK =>
  y === undefined ? ({ kty, crv, x } as JWK) : ({ kty, crv, x, y } as JWK)

const seedOf = (name: string): Buffer => createHash('sha256').update(`maru development key: ${name}`).digest()

const p256From = (name: string): JWK => {
  const pair: ECDH = createECDH('prime256v1')
  pair.setPrivateKey(seedOf(name))
  const point = pair.getPublicKey()
  const text = (bytes: Buffer): string => bytes.toString('base64url')
  return {
    kty: 'EC',
    crv: 'P-256',
    x: text(point.subarray(1, 33)),
    y: text(point.subarray(33)),
    d: text(pair.getPrivateKey()),
  }
}
