/**
 * The relay of Oblivious HTTP (RFC 9458 section 6.2): takes sealed votes and hands them on, so that the city sees the
 * relay's address and no voter's, while the relay cannot read what it hands on. It should be run by an institution that
 * does not run the city. It keeps nothing but the gateway's keys, the same for all who ask: a city that told every voter
 * another key could tell voters apart.
 */
import { listen, problem, type Given, type ListenLimits, type Listening, type Route } from './listen.ts'
import { keyProblemType, keysType, requestType, responseType } from './ohttp.ts'
import { gatewayPath, keysPath, sealedAnswerSize, sealedVoteSize } from './sealed-vote.ts'
import { sealedTileQuestionSize, sealedTileSize, tileGatewayPath } from './sealed-tile.ts'

export interface RelayOptions {
  /** The origin of the city's vote road. */
  readonly gateway: string
  readonly host: string
  readonly port: number
  readonly limits?: Partial<RelayLimits>
  readonly failed: (error: unknown) => void
}

export interface RelayLimits extends ListenLimits {
  readonly gatewayMs: number
  /** Keys are asked for again when they are so old, ... */
  readonly keysMs: number
  /** ... or when the gateway does not know one, but not more often than this. */
  readonly keysMsMin: number
}

const defaultLimits = { gatewayMs: 30_000, keysMs: 3_600_000, keysMsMin: 10_000 }
const keysBytesMax = 4_096

export const openRelay = ({ gateway, host, port, failed, ...options }: RelayOptions): Promise<Listening> => {
  const limits = { ...defaultLimits, ...options.limits }
  const ask = createAsker(new URL(gateway).origin, limits.gatewayMs)
  const keys = keepKeys(() => ask(keysPath, undefined, keysBytesMax), limits)
  const forward = ({ path, questionSize, answerSize }: Sealed): Route => ({
    method: 'POST',
    path,
    takes: { type: requestType, bytes: questionSize },
    answer: async (sealed) => {
      const asked = await quietly(() => ask(path, sealed, answerSize), failed)
      if (!asked) return problem(502, 'W5-gateway-silent')
      if (asked.status === 200 && asked.type === responseType && asked.body.length === answerSize)
        return asked
      if (asked.status === 400) keys.forget()
      // Of an error only its kind is handed on: in more, a gateway could mark this one voter.
      return asked.status === 400
        ? problem(400, 'W4-key-unknown', keyProblemType)
        : problem(502, 'W5-gateway-silent')
    },
  })
  const tellKeys: Route = {
    method: 'GET',
    path: keysPath,
    answer: async () => (await quietly(keys.read, failed)) ?? problem(502, 'W5-gateway-silent'),
  }
  return listen({ host, port, routes: [...sealedWays.map(forward), tellKeys], limits, failed })
}

interface Sealed {
  readonly path: string
  readonly questionSize: number
  readonly answerSize: number
}

/** Votes, and the tiles of groups. */
const sealedWays: readonly Sealed[] = [
  { path: gatewayPath, questionSize: sealedVoteSize, answerSize: sealedAnswerSize },
  { path: tileGatewayPath, questionSize: sealedTileQuestionSize, answerSize: sealedTileSize },
]

/** Sends nothing of the request it stands for but its body. */
const createAsker =
  (origin: string, gatewayMs: number) =>
  async (path: string, body: Uint8Array | undefined, bytesMax: number): Promise<Given> => {
    const response = await fetch(new URL(path, origin), {
      ...(body && { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': requestType } }),
      redirect: 'error',
      signal: AbortSignal.timeout(gatewayMs),
    })
    const length = Number(response.headers.get('content-length') ?? Infinity)
    if (length > bytesMax) {
      await response.body?.cancel()
      throw new Error('the gateway answered with more than an answer has')
    }
    const type = response.headers.get('content-type') ?? ''
    return { status: response.status, type, body: new Uint8Array(await response.arrayBuffer()) }
  }

/** One answer for everybody; who asks while it is being fetched waits for the same one. */
const keepKeys = (
  fetchKeys: () => Promise<Given>,
  { keysMs, keysMsMin }: RelayLimits | typeof defaultLimits,
) => {
  let kept: Promise<Given> | undefined
  let since = 0
  const read = async (): Promise<Given> => {
    if (!kept || performance.now() - since > keysMs) {
      since = performance.now()
      kept = fetchKeys()
      kept.catch(() => (kept = undefined))
    }
    const { status, type, body } = await kept
    if (status === 200 && type === keysType) return { status, type, body, cache: 'public, max-age=600' }
    kept = undefined
    throw new Error(`the gateway has no keys: it answered ${status}`)
  }
  const forget = (): void => {
    if (performance.now() - since > keysMsMin) kept = undefined
  }
  return { read, forget }
}

const quietly = async <Value>(
  act: () => Promise<Value>,
  failed: (error: unknown) => void,
): Promise<Value | undefined> => {
  try {
    return await act()
  } catch (error) {
    failed(error)
    return undefined
  }
}
