/**
 * Token Status List (draft-ietf-oauth-status-list): the state of very many credentials in a few bits each, signed as a
 * whole. Whoever looks up one of them learns nothing about the others, and the issuer not who was looked up.
 */
import type { StatusReference } from './credential.ts'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { deflate, inflate } from './deflate.ts'
import { isObject, type JsonObject } from './json.ts'
import { checkTimes, parseUnverifiedJwt, secondsOf, signJwt, verifyJwt, type Jwt, type Key } from './jwt.ts'
import { CredentialProblem } from './problem.ts'

/** Section 7.1. */
export const statuses = { valid: 0, revoked: 1, suspended: 2 } as const

export interface StatusList {
  readonly bits: 1 | 2 | 4 | 8
  readonly bytes: Uint8Array
}

export interface SignedStatusList extends StatusList {
  readonly uri: string
  readonly issuedAtSeconds: number
  /** From then on the list says nothing. */
  readonly expiresAtSeconds: number
  /** After so long a newer one is to be fetched, where there is a network. */
  readonly ttlSeconds: number
}

const statusListType = 'statuslist+jwt'
/** One million credentials in two bits each, and what may be unpacked of a list that somebody else has made. */
const bytesMax = 256 * 1024

/** Section 4.1: the first credential has the lowest bits of the first byte. */
export const packStatuses = (values: ArrayLike<number>, bits: StatusList['bits']): StatusList => {
  const bytes = new Uint8Array(Math.ceil((values.length * bits) / 8))
  for (let index = 0; index < values.length; index++) {
    const at = index * bits
    bytes[at >>> 3] = (bytes[at >>> 3] ?? 0) | ((values[index] ?? 0) << (at & 7))
  }
  return { bits, bytes }
}

export const statusAt = ({ bits, bytes }: StatusList, index: number): number => {
  const byte = bytes[Math.floor((index * bits) / 8)]
  if (byte === undefined) throw new CredentialProblem('W24-status-list', 'index')
  return (byte >>> ((index * bits) % 8)) & ((1 << bits) - 1)
}

/** Section 4.2: DEFLATE in the ZLIB format, which browsers call `deflate`. */
export const encodeStatusList = async ({ bits, bytes }: StatusList): Promise<JsonObject> => ({
  bits,
  lst: encodeBase64url(await deflate(bytes, 'deflate')),
})

export const decodeStatusList = async (value: unknown): Promise<StatusList> => {
  const { bits, lst } = isObject(value) ? value : {}
  if ((bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) || typeof lst !== 'string')
    throw new CredentialProblem('W24-status-list', 'status_list')
  const limits = { bytesMax, code: 'W24-status-list' } as const
  return { bits, bytes: await inflate(decodeBase64url(lst), 'deflate', limits) }
}

export const signStatusList = async (
  list: SignedStatusList & { readonly keyId: string; readonly issuer: string },
  key: Key,
): Promise<string> =>
  signJwt(
    { alg: 'ES256', typ: statusListType, kid: list.keyId },
    {
      iss: list.issuer,
      sub: list.uri,
      iat: list.issuedAtSeconds,
      exp: list.expiresAtSeconds,
      ttl: list.ttlSeconds,
      status_list: await encodeStatusList(list),
    },
    key,
  )

/** Section 8.3. Whoever keeps a list for later gives no time here: each use of it is judged by checkStatus. */
export const verifyStatusList = async (
  text: string,
  { uri, issuerKey, nowSeconds }: VerifyingStatusList,
): Promise<SignedStatusList> => {
  if (text.length > 2 * bytesMax) throw new CredentialProblem('W24-status-list', 'size')
  const { payload } = await verifyJwt(text, await issuerKey(parseUnverifiedJwt(text)), {
    types: [statusListType],
  })
  if (payload['sub'] !== uri) throw new CredentialProblem('W24-status-list', 'sub')
  const [issuedAtSeconds, expiresAtSeconds] = [secondsOf(payload, 'iat'), secondsOf(payload, 'exp')]
  if (issuedAtSeconds === undefined || expiresAtSeconds === undefined)
    throw new CredentialProblem('W24-status-list', 'exp')
  const ttlSeconds = secondsOf(payload, 'ttl') ?? expiresAtSeconds - issuedAtSeconds
  const times = { uri, issuedAtSeconds, expiresAtSeconds, ttlSeconds }
  if (nowSeconds !== undefined) {
    checkListTimes(times, nowSeconds)
    checkTimes(payload, nowSeconds, skewSeconds)
  }
  return { ...(await decodeStatusList(payload['status_list'])), ...times }
}

export interface VerifyingStatusList {
  readonly uri: string
  readonly issuerKey: (unverified: Jwt) => Key | Promise<Key>
  /** Undefined where the list is kept for later. */
  readonly nowSeconds: number | undefined
}

/** At each use: a list that was good when it was fetched may have expired since. */
export const checkStatus = (list: SignedStatusList, reference: StatusReference, nowSeconds: number): void => {
  checkListTimes(list, nowSeconds)
  if (list.uri !== reference.uri) throw new CredentialProblem('W24-status-list', 'uri')
  const status = statusAt(list, reference.index)
  if (status === statuses.suspended) throw new CredentialProblem('W26-suspended')
  if (status !== statuses.valid) throw new CredentialProblem('W27-revoked')
}

/** A reader's clock may be behind the issuer's. */
const skewSeconds = 60

type ListTimes = Pick<SignedStatusList, 'issuedAtSeconds' | 'expiresAtSeconds'>

const checkListTimes = ({ issuedAtSeconds, expiresAtSeconds }: ListTimes, nowSeconds: number): void => {
  if (nowSeconds >= expiresAtSeconds) throw new CredentialProblem('W25-status-list-expired')
  if (nowSeconds < issuedAtSeconds - skewSeconds) throw new CredentialProblem('W14-not-yet', 'iat')
}
