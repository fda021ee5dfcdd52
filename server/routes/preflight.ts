/** What a browser asks before a script of another page sends a signed transaction or asks with headers of its own. */
import type { FastifyInstance } from 'fastify'

export const preflightRoutes = (app: FastifyInstance): void => {
  for (const path of ['/api', '/api/*', '/log/*', '/openapi.json', '/.well-known/*']) {
    app.options(path, (_request, reply) => reply.code(204).headers(allowed).send())
  }
}

/** No credentials: nothing here is asked for by cookie, and what is sent is signed. */
const allowed = {
  'access-control-allow-methods': 'GET, HEAD, POST',
  'access-control-allow-headers':
    'accept, accept-language, authorization, content-type, if-none-match, last-event-id',
  'access-control-max-age': '86400',
  vary: 'access-control-request-method, access-control-request-headers',
}
