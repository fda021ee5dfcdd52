/**
 * A server that forgets. Of a request it looks at the method, the path, and two header fields, `content-type` and
 * `content-length`; no other field is read, an address is never asked for, and nothing is written down. Each connection
 * carries one request, so that no two requests are known to come from the same device.
 *
 * What bounds it needs to know nobody either: so many connections, so many requests at work, so many a second.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encodeUtf8 } from '@maru/kernel/codec/utf8.ts'

export interface Given {
  readonly status: number
  readonly type: string
  readonly body: Uint8Array
  /** For `cache-control`; nothing is kept without it. */
  readonly cache?: string
}

export interface Route {
  readonly method: 'GET' | 'POST'
  /** One that ends with a slash stands for all paths below it; what follows the slash is the answer's to read. */
  readonly path: string
  /** What a body has to be, exactly; routes for GET have none. */
  readonly takes?: { readonly type: string; readonly bytes: number }
  /** Counts as work, with no body too. */
  readonly isWork?: true
  readonly answer: (body: Uint8Array, rest: string) => Given | Promise<Given>
  /** Instead of a problem when there are too many: whoever sees only sizes must not see this one. */
  readonly whenBusy?: () => Given
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  readonly routes: readonly Route[]
  readonly limits?: Partial<ListenLimits>
  /** Something that must not happen did; what is handed over says nothing of the request. */
  readonly failed: (error: unknown) => void
}

export interface ListenLimits {
  readonly connectionsMax: number
  /** From the first byte to the last. */
  readonly requestMs: number
  /** Requests that are at work at one time, and that begin in one second: those with a body, and for tiles. */
  readonly workingMax: number
  readonly perSecondMax: number
}

export interface Listening {
  readonly url: string
  readonly close: () => Promise<void>
}

export const defaultListenLimits: ListenLimits = {
  connectionsMax: 2_000,
  requestMs: 10_000,
  workingMax: 1_000,
  perSecondMax: 500,
}

export const listen = async (options: ListenOptions): Promise<Listening> => {
  const limits = { ...defaultListenLimits, ...options.limits }
  const gate = createGate(limits)
  const server = createServer(
    {
      requestTimeout: limits.requestMs,
      headersTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(limits.requestMs, 1_000),
      maxHeaderSize: 8_192,
    },
    (request, response) => {
      answer(request, options.routes, gate)
        .catch((error: unknown) => {
          options.failed(error)
          return problem(500, 'S9-internal')
        })
        .then((given) => send(response, given))
        .catch(() => response.destroy())
    },
  )
  server.maxConnections = limits.connectionsMax
  server.maxRequestsPerSocket = 1
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const { host } = options
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, close: () => closeAll(server) }
}

/** For programs: an answer that is not what was asked for (RFC 9457). */
export const problem = (status: number, code: string, type = `/problems/${code}`): Given => ({
  status,
  type: 'application/problem+json; charset=utf-8',
  body: encodeUtf8(JSON.stringify({ type, title: code, status, code })),
})

type Gate = ReturnType<typeof createGate>

/** Counts, without knowing whom. */
const createGate = ({ workingMax, perSecondMax }: ListenLimits) => {
  let working = 0
  let second = 0
  let begun = 0
  return {
    enter: (): boolean => {
      const now = Math.floor(performance.now() / 1_000)
      if (now !== second) begun = 0
      second = now
      if (working >= workingMax || begun >= perSecondMax) return false
      working++
      begun++
      return true
    },
    leave: (): void => void working--,
  }
}

const answer = async (request: IncomingMessage, routes: readonly Route[], gate: Gate): Promise<Given> => {
  const { method = '' } = request
  const path = (request.url ?? '/').split('?', 1)[0] as string
  const atPath = routes.filter((route) =>
    route.path.endsWith('/') ? path.startsWith(route.path) : path === route.path,
  )
  if (atPath.length === 0) return problem(404, 'S5-not-found')
  if (method === 'OPTIONS') return { status: 204, type: 'text/plain', body: new Uint8Array() }
  const route = atPath.find((each) => each.method === method)
  if (!route) return problem(405, 'S5-not-found')
  const rest = path.slice(route.path.length)
  const { takes, isWork } = route
  if (!takes && !isWork) return route.answer(new Uint8Array(), rest)
  if (takes && mediaTypeOf(request.headers['content-type']) !== takes.type)
    return problem(415, 'S8-wrong-media-type')
  if (takes && request.headers['content-length'] !== String(takes.bytes))
    return problem(400, 'W1-vote-malformed')
  if (!gate.enter()) return route.whenBusy?.() ?? problem(503, 'W3-road-busy')
  try {
    return await route.answer(takes ? await readBody(request, takes.bytes) : new Uint8Array(), rest)
  } finally {
    gate.leave()
  }
}

const mediaTypeOf = (field: string | undefined): string =>
  (field ?? '').split(';', 1)[0]!.trim().toLowerCase()

/** Node's parser holds the sender to the length that was announced. */
const readBody = async (request: IncomingMessage, bytes: number): Promise<Uint8Array> => {
  const body = new Uint8Array(bytes)
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    body.set(chunk, length)
    length += chunk.length
  }
  return body
}

/** Scripts of any page may send: there are no credentials here that a page could misuse, so no origin is asked for. */
const send = (response: ServerResponse, { status, type, body, cache = 'no-store' }: Given): void => {
  response.writeHead(status, {
    'content-type': type,
    'content-length': body.length,
    'cache-control': cache,
    connection: 'close',
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '86400',
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

const closeAll = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
