/**
 * Sends an anonymous vote over its own road (road/message.ts): to an origin of its own, on a connection of its own, with
 * no cookie, no referrer and the same fields for everyone; through a relay where the city has one, and then never
 * without it. Receipts come back on the same road: who asked the city for one by its number would say "this is mine".
 */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { packVote, unpackAnswer, votePath, voteType, type VoteAnswer } from '@maru/road/message.ts'
import {
  decodeKeys,
  keysType,
  requestType,
  responseType,
  sealRequest,
  type KeyConfig,
} from '@maru/road/ohttp.ts'
import { gatewayPath, keysPath, responseToAnswer, voteToRequest } from '@maru/road/sealed-vote.ts'

/** As GET /api/city says it. */
export interface VoteRoad {
  readonly url: string
  readonly relay?: string
  /** The gateway's keys as the city itself tells everybody, hexadecimal. */
  readonly keys: string
}

/** The vote did not get through; it may be sent again. */
export class VoteRoadError extends Error {
  readonly code:
    | 'W3-road-busy'
    | 'W4-key-unknown'
    | 'W5-gateway-silent'
    | 'W6-keys-differ'
    | 'W7-answer-unreadable'
  constructor(code: VoteRoadError['code']) {
    super(code)
    this.code = code
  }
}

/** Throws a VoteRoadError, or the TypeError or DOMException of a network that is not there. */
export const sendVote = (road: VoteRoad, transaction: Uint8Array, timeoutMs = 60_000): Promise<VoteAnswer> =>
  road.relay === undefined
    ? sendDirectly(road.url, transaction, timeoutMs)
    : sendSealed(road, road.relay, transaction, timeoutMs)

const sendDirectly = async (url: string, transaction: Uint8Array, timeoutMs: number): Promise<VoteAnswer> => {
  const response = await fetch(new URL(votePath, url), {
    ...alike(timeoutMs),
    ...post(voteType, packVote(transaction)),
  })
  if (!response.ok) throw new VoteRoadError(await problemOf(response))
  return readAnswer(new Uint8Array(await response.arrayBuffer()))
}

const sendSealed = async (
  { url, keys }: VoteRoad,
  relay: string,
  transaction: Uint8Array,
  timeoutMs: number,
): Promise<VoteAnswer> => {
  const key = await agreedKey(keys, relay, timeoutMs)
  const { sealed, openResponse } = await sealRequest(key, voteToRequest(url, packVote(transaction)))
  const response = await fetch(new URL(gatewayPath, relay), {
    ...alike(timeoutMs),
    ...post(requestType, sealed),
  })
  if (!response.ok) throw new VoteRoadError(await problemOf(response))
  if (response.headers.get('content-type') !== responseType) throw new VoteRoadError('W7-answer-unreadable')
  const opened = await openResponse(new Uint8Array(await response.arrayBuffer()))
  return readAnswer(opened && responseToAnswer(opened))
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
const alike = (timeoutMs: number) =>
  ({
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    mode: 'cors',
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }) as const

const post = (type: string, body: Uint8Array) =>
  ({ method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(body) }) as const

const readAnswer = (body: Uint8Array | undefined): VoteAnswer => {
  const answer = body && unpackAnswer(body)
  if (!answer) throw new VoteRoadError('W7-answer-unreadable')
  return answer
}

const problemOf = async (response: Response): Promise<VoteRoadError['code']> => {
  const { code } = (await response.json().catch(() => ({}))) as { readonly code?: string }
  return code === 'W3-road-busy' || code === 'W4-key-unknown' ? code : 'W5-gateway-silent'
}
