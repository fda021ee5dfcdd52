/** Whatever goes wrong outside a route ends here, as the same kind of answer. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { LogAwayError } from '@maru/kernel/ledger.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, problemJson, problemType, sendProblem } from './problem.ts'
import { statusOf } from './status.ts'
import type { Metrics } from './metrics.ts'
import { toUnexpected, type Unexpected } from './unexpected.ts'

/** `pageOf` puts an error into words for a browser that asked for a page. */
export const handleErrors = (
  app: FastifyInstance,
  metrics: Metrics,
  pageOf: (request: FastifyRequest, code: string) => string,
  onUnexpected?: (unexpected: Unexpected) => void,
): void => {
  app.setErrorHandler((error, request, reply) => {
    const code = codeOf(error)
    metrics.countRefusal(code)
    if (code === 'S9-internal') onUnexpected?.(toUnexpected(request, error))
    const { where, members } = error instanceof Problem ? error : {}
    return asksForPage(request)
      ? sendPage(request, reply, code)
      : sendProblem(request, reply, code, where, members)
  })
  app.setNotFoundHandler((request, reply) =>
    asksForPage(request)
      ? sendPage(request, reply, 'S5-not-found')
      : sendProblem(request, reply, 'S5-not-found'),
  )
  const sendPage = (request: FastifyRequest, reply: FastifyReply, code: string): FastifyReply =>
    reply
      .code(statusOf(code))
      .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .send(pageOf(request, code))
}

const asksForPage = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' &&
  /\btext\/html\b/.test(headers.accept ?? '') &&
  !/^\/(?:api|log|health|metrics)\b./.test(url)

/** For URLs that the router itself cannot read. */
export const answerFrameworkError = (_error: Error, request: FastifyRequest, reply: FastifyReply): void =>
  void sendProblem(request, reply, 'S16-request-malformed')

/** For bytes that are no HTTP request: there is only a socket to answer on. */
export const answerClientError = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const code =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'S17-headers-too-large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'S18-too-slow'
        : 'S16-request-malformed'
  const body = problemJson(code, 'ko')
  const status = statusOf(code)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const codeOf = (error: unknown): string => {
  if (error instanceof Problem || error instanceof LogAwayError) return error.code
  const { code = '', statusCode } = error as { readonly code?: string; readonly statusCode?: number }
  const own = codeByFastify[code]
  if (own) return own
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? 'S16-request-malformed'
    : 'S9-internal'
}

const codeByFastify: { readonly [code: string]: string } = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'S6-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'S8-wrong-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'S1-body-malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'S1-body-malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'S1-body-malformed',
}
