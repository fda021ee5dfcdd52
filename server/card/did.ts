/** The office's identifier, did:webvh 1.0: a log of its own that the city serves and anyone can check from its start. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as webvh from 'didwebvh-ts'
import { cardKeyIds, publicPart, type CardKeys } from './keys.ts'

export interface OfficeDid {
  readonly did: string
  /** As did:webvh wants it served: one entry a line. */
  readonly log: string
}

/** The package's own types cannot be read by the compiler; what is used of it is written down here. */
interface Webvh {
  readonly createDID: (options: object) => Promise<{ readonly log: readonly object[] }>
  readonly resolveDIDFromLog: (log: readonly object[], options: object) => Promise<Resolved>
  readonly prepareDataForSigning: (document: unknown, proof: object) => Promise<Uint8Array>
  readonly multibaseEncode: (bytes: Uint8Array, encoding: string) => string
  readonly MultibaseEncoding: { readonly BASE58_BTC: string }
}

interface Resolved {
  readonly did: string
  readonly doc: {
    readonly verificationMethod?: readonly {
      readonly id?: string
      readonly publicKeyJwk?: { readonly [name: string]: string }
    }[]
  }
  readonly meta: { readonly error?: string }
}

const { createDID, resolveDIDFromLog, prepareDataForSigning, multibaseEncode, MultibaseEncoding } =
  webvh as unknown as Webvh

/** The log that is there, or a new one. Throws when it does not hold, or names other keys than the office has. */
export const openDid = async (path: string, domain: string, keys: CardKeys): Promise<OfficeDid> => {
  if (!existsSync(path)) {
    const log = await createLog(domain, keys)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, log, { flag: 'wx' })
  }
  const log = readFileSync(path, 'utf8')
  const { did, cardKey } = await readDidLog(log)
  if (cardKey?.['x'] !== keys.card.x)
    throw new Error(
      `${path} names another key than the card office has: put the old key back, or begin a new log`,
    )
  return { did, log }
}

/** Checks the log from its first entry, and gives the key that signs cards. */
export const readDidLog = async (text: string) => {
  const log = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  const { did, doc, meta } = await resolveDIDFromLog(log, { verifier })
  if (meta.error !== undefined) throw new Error(`the log of ${did} does not hold: ${meta.error}`)
  const method = doc.verificationMethod?.find(({ id }) => id?.endsWith(`#${cardKeyIds.card}`))
  return { did, cardKey: method?.publicKeyJwk }
}

const createLog = async (domain: string, keys: CardKeys): Promise<string> => {
  const key = multikeyOf(keys)
  const method = (id: string, jwk: CardKeys['card'], purpose: string) => ({
    id: `#${id}`,
    type: 'JsonWebKey',
    publicKeyJwk: publicPart(jwk),
    purpose,
  })
  const { log } = await createDID({
    domain,
    signer: signerOf(keys, key),
    verifier,
    updateKeys: [key],
    verificationMethods: [
      method(cardKeyIds.card, keys.card, 'assertionMethod'),
      method(cardKeyIds.check, keys.check, 'authentication'),
    ],
  })
  return log.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** Ed25519 as a multikey: its multicodec, 0xed 0x01, before the key. */
const multikeyOf = ({ log }: CardKeys): string =>
  base58(Buffer.concat([Buffer.of(0xed, 1), Buffer.from(String(log.x), 'base64url')]))

const base58 = (bytes: Uint8Array): string => multibaseEncode(bytes, MultibaseEncoding.BASE58_BTC)

const signerOf = ({ log }: CardKeys, key: string) => {
  const privateKey = createPrivateKey({ key: { ...log }, format: 'jwk' })
  return {
    getVerificationMethodId: () => `did:key:${key}#${key}`,
    sign: async ({ document, proof }: { readonly document: unknown; readonly proof: object }) => ({
      proofValue: base58(sign(null, await prepareDataForSigning(document, proof), privateKey)),
    }),
  }
}

const verifier = {
  verify: (signature: Uint8Array, message: Uint8Array, key: Uint8Array): Promise<boolean> => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
    return Promise.resolve(verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature))
  },
}
