/**
 * Loaded before the city by `--import`: writes down every request that any listener of the process gets, with all that a
 * program can know of it, as an operator with bad intentions would. One line of JSON each, into the file MARU_TAP.
 */
import { appendFileSync } from 'node:fs'
import { Server, type IncomingMessage } from 'node:http'
import { isMainThread } from 'node:worker_threads'

export interface Tapped {
  /** Milliseconds, when the whole of it had come. */
  readonly at: number
  readonly address: string
  readonly port: number
  readonly method: string
  readonly url: string
  readonly headers: readonly string[]
  /** Base64. */
  readonly body: string
}

const file = process.env['MARU_TAP']

const tap = (request: IncomingMessage): void => {
  const chunks: Buffer[] = []
  const push = request.push.bind(request)
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    if (chunk !== null) chunks.push(chunk)
    else write(request, Buffer.concat(chunks))
    return push(chunk, encoding)
  }
}

const write = ({ socket, method = '', url = '', rawHeaders }: IncomingMessage, body: Buffer): void => {
  const tapped: Tapped = {
    at: performance.timeOrigin + performance.now(),
    address: socket.remoteAddress ?? '',
    port: socket.remotePort ?? 0,
    method,
    url,
    headers: rawHeaders,
    body: body.toString('base64'),
  }
  appendFileSync(file!, `${JSON.stringify(tapped)}\n`)
}

if (file !== undefined && isMainThread) {
  const emit = Reflect.get(Server.prototype, 'emit') as (...given: unknown[]) => boolean
  Server.prototype.emit = function emitTapped(this: Server, event: string, ...given: unknown[]): boolean {
    if (event === 'request') tap(given[0] as IncomingMessage)
    return Reflect.apply(emit, this, [event, ...given])
  } as typeof Server.prototype.emit
}
