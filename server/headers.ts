/** Security headers, worked out once: helmet would put them together again for each request. */
import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

export type Headers = Readonly<Record<string, string>>

/** Pages have a stylesheet, images and links, and no script: the policy allows no more. */
export const pageHeaders = (production: boolean): Headers => {
  const directives = {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    ...(production ? { upgradeInsecureRequests: [] } : {}),
  }
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  const addHeaders = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: 'no-referrer' },
    // Over plain HTTP, as on a laptop, this header would lock a browser out of everything else on the same host.
    strictTransportSecurity: production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  })
  addHeaders(response.req, response, (error) => {
    if (error) throw error as Error
  })
  return textOf(response.getHeaders())
}

/** Scripts of any page may read an answer, and these headers of it (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export const crossOriginHeaders: Headers = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'content-disposition, etag, idempotency-replayed, maru-checkpoint, maru-height, maru-log-index, ' +
    'maru-state-root, retry-after',
  'cross-origin-resource-policy': 'cross-origin',
}

/** What an answer to a program needs of them: it is never shown as a page, and writes are many. */
export const answerHeaders = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => namesForAnswers.has(name)))

const namesForAnswers = new Set(['x-content-type-options', 'strict-transport-security'])

const textOf = (headers: OutgoingHttpHeaders): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
