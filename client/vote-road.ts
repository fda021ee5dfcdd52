/**
 * How an app asks on the votes' own road (road/message.ts): an origin of its own, a connection of its own for each
 * request, with no cookie, no referrer and the same fields for everyone; through a relay where the city has one.
 */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import {
  decodeKeys,
  keysType,
  requestType,
  responseType,
  sealRequest,
  type KeyConfig,
} from '@maru/road/ohttp.ts'
import { keysPath } from '@maru/road/sealed-vote.ts'

/** As GET /api/city says it. */
export interface VoteRoad {
  readonly url: string
  readonly relay?: string
  /** The gateway's keys as the city itself tells everybody, hexadecimal. */
  readonly keys: string
}

/** What was asked did not get through; it may be asked again. */
export class VoteRoadError extends Error {
  readonly code:
    | 'W3-road-busy'
    | 'W4-key-unknown'
    | 'W5-gateway-silent'
    | 'W6-keys-differ'
    | 'W7-answer-unreadable'
    | 'W8-group-not-ready'
  constructor(code: VoteRoadError['code']) {
    super(code)
    this.code = code
  }
}

/** What the gateway answered to a sealed request, opened; undefined for what is no answer to it. */
export const askSealed = async (
  { keys }: VoteRoad,
  relay: string,
  path: string,
  request: Uint8Array,
  timeoutMs: number,
): Promise<Uint8Array | undefined> => {
  const key = await agreedKey(keys, relay, timeoutMs)
  const { sealed, openResponse } = await sealRequest(key, request)
  const response = await fetch(new URL(path, relay), { ...alike(timeoutMs), ...post(requestType, sealed) })
  if (!response.ok) throw new VoteRoadError(await problemOf(response))
  if (response.headers.get('content-type') !== responseType) throw new VoteRoadError('W7-answer-unreadable')
  return openResponse(new Uint8Array(await response.arrayBuffer()))
}

/**
 * A city that gave each voter another key would know who sealed what, and a relay that gave its own could read. So only
 * a key will do that both name, the city to everybody who opens its app and the relay to everybody who votes.
 */
const agreedKey = async (cityKeys: string, relay: string, timeoutMs: number): Promise<KeyConfig> => {
  const response = await fetch(new URL(keysPath, relay), alike(timeoutMs))
  if (!response.ok || response.headers.get('content-type') !== keysType)
    throw new VoteRoadError(response.ok ? 'W7-answer-unreadable' : await problemOf(response))
  const known = new Set(decodeKeys(hexToBytes(cityKeys)).slice(0, keysMax).map(nameOf))
  const told = decodeKeys(new Uint8Array(await response.arrayBuffer()))
  const agreed = told.slice(0, keysMax).find((key) => known.has(nameOf(key)))
  if (!agreed) throw new VoteRoadError('W6-keys-differ')
  return agreed
}

/** The one in use and the one before it. With many keys in the list each voter could be led to another. */
const keysMax = 2

const nameOf = ({ id, publicKey }: KeyConfig): string => `${id} ${publicKey.join()}`

/** The same for every voter and every vote. */
export const alike = (timeoutMs: number) =>
  ({
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    mode: 'cors',
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }) as const

export const post = (type: string, body: Uint8Array) =>
  ({ method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(body) }) as const

export const problemOf = async (response: Response): Promise<VoteRoadError['code']> => {
  const { code } = (await response.json().catch(() => ({}))) as { readonly code?: string }
  return passed.find((known) => known === code) ?? 'W5-gateway-silent'
}

const passed = ['W3-road-busy', 'W4-key-unknown', 'W8-group-not-ready'] as const
