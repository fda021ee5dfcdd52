/**
 * The small server of witnesses, mirrors and validators without a city's server: a few routes, everything bounded.
 * Bodies are text; only POST has one.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly method: 'GET' | 'POST'
  /** Without what follows a question mark. */
  readonly path: string
  readonly body: string
}

export interface Given {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  /** For `cache-control`; nothing is kept without it. */
  readonly cache?: string
}

/** Undefined when it is not this route's. */
export type Route = (asked: Asked) => Given | undefined | Promise<Given | undefined>

export interface HttpOptions {
  readonly host: string
  readonly port: number
  readonly routes: readonly Route[]
  readonly limits?: Partial<typeof defaultLimits>
}

export interface Listening {
  readonly url: string
  readonly close: () => Promise<void>
}

export const defaultLimits = {
  /** A proof has at most 63 hashes and a checkpoint at most 64 signatures. */
  bodyBytesMax: 64 * 1024,
  connectionsMax: 500,
  requestMs: 15_000,
  /** Of one address; a log asks about once a second. */
  postsPerMinute: 3_000,
}

export const listen = async ({ host, port, routes, limits: given }: HttpOptions): Promise<Listening> => {
  const limits = { ...defaultLimits, ...given }
  const mayPost = createRate(limits.postsPerMinute)
  const server = createServer(
    { requestTimeout: limits.requestMs, headersTimeout: limits.requestMs },
    (request, response) => {
      void answer(request, routes, limits.bodyBytesMax, mayPost)
        .catch((): Given => text(500, 'something went wrong here'))
        .then((given) => send(response, given, request.method === 'HEAD'))
    },
  )
  server.maxConnections = limits.connectionsMax
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: own } = server.address() as AddressInfo
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${own}`, close: () => closeAll(server) }
}

export const text = (status: number, message: string): Given => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${message}\n`,
})

export const json = (value: object): Given => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
})

const answer = async (
  request: IncomingMessage,
  routes: readonly Route[],
  bodyBytesMax: number,
  mayPost: (address: string) => boolean,
): Promise<Given> => {
  const { method = '', url = '/' } = request
  const path = url.split('?', 1)[0] as string
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
    return text(405, 'only GET and POST are known here')
  if (method === 'POST' && !mayPost(request.socket.remoteAddress ?? ''))
    return text(429, 'too many requests from this address: ask again in a minute')
  const body = method === 'POST' ? await readBody(request, bodyBytesMax) : ''
  if (body === undefined) return text(413, `a request has at most ${bodyBytesMax} bytes`)
  for (const route of routes) {
    const given = await route({ method: method === 'POST' ? 'POST' : 'GET', path, body })
    if (given) return given
  }
  return text(404, 'there is nothing here')
}

/** Undefined when it is too long; what is not UTF-8 is no checkpoint either and is refused as one. */
const readBody = async (request: IncomingMessage, bytesMax: number): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > bytesMax) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const send = (
  response: ServerResponse,
  { status, type, body, cache = 'no-store' }: Given,
  isHead: boolean,
): void => {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': cache,
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    ...(status === 413 && { connection: 'close' }),
  })
  response.end(isHead ? undefined : body)
}

/** How often each address has asked in this minute. When there are too many of them, new ones wait. */
const createRate = (perMinute: number) => {
  const countByAddress = new Map<string, number>()
  let minute = 0
  return (address: string): boolean => {
    const now = Math.floor(performance.now() / 60_000)
    if (now !== minute) countByAddress.clear()
    minute = now
    const count = (countByAddress.get(address) ?? 0) + 1
    if (count > perMinute || (count === 1 && countByAddress.size >= ADDRESSES_MAX)) return false
    countByAddress.set(address, count)
    return true
  }
}

const ADDRESSES_MAX = 10_000

const closeAll = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
