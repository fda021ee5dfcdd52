/**
 * The card office: OpenID4VCI 1.0 for wallets that fetch a card, OpenID4VP 1.0 for those that show one, the status list,
 * the office's DID, and one route for signed requests.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ShownAccess } from '../card/access.ts'
import type { Cards } from '../card/cards.ts'
import { sendOAuthProblem } from '../card/problems.ts'
import { officePath } from '../card/metadata.ts'
import { ttlSeconds } from '../card/status-token.ts'
import type { Context } from '../context.ts'
import { crossOriginHeaders } from '../headers.ts'
import { jsonType } from '../json.ts'
import { Problem } from '../problem.ts'
import { submit } from '../submit.ts'
import { answerJson } from './answer-json.ts'

interface Id {
  readonly Params: { readonly id: string }
}

const uncached = { 'content-type': jsonType, 'cache-control': 'no-store' }
const cached = { ...crossOriginHeaders, 'content-type': jsonType, 'cache-control': 'public, max-age=300' }

export const cardRoutes = (app: FastifyInstance, context: Context): void => {
  const { cards, ledger, limits } = context
  const office = (): Cards => {
    const found = cards()
    if (!found) throw new Problem('W41-no-issuer')
    return found
  }
  const rateLimit = limits.writesPerMinute > 0 ? { max: limits.writesPerMinute, timeWindow: 60_000 } : false
  const limited = { config: { rateLimit } } as const
  const send = (reply: FastifyReply, value: object) => reply.headers(uncached).send(JSON.stringify(value))

  app.get(`/.well-known/openid-credential-issuer${officePath}`, (_request, reply) =>
    reply.headers(cached).send(JSON.stringify(office().metadata.issuer())),
  )
  app.get(`/.well-known/oauth-authorization-server${officePath}`, (_request, reply) =>
    reply.headers(cached).send(JSON.stringify(office().metadata.authorizationServer)),
  )
  app.get('/.well-known/did.jsonl', (_request, reply) =>
    reply
      .headers({
        ...crossOriginHeaders,
        'content-type': 'text/jsonl; charset=utf-8',
        'cache-control': 'no-cache',
      })
      .send(office().didLog),
  )
  app.get(`${officePath}/types/citizens-card`, (_request, reply) =>
    reply.headers(cached).send(JSON.stringify(office().metadata.type)),
  )
  app.get(`${officePath}/status/0`, async (_request, reply) =>
    reply
      .headers({
        'content-type': 'application/statuslist+jwt',
        'cache-control': `public, max-age=${ttlSeconds / 2}`,
      })
      .send(await office().statusToken()),
  )
  app.post(officePath, limited, async (request, reply) => {
    if (!(request.body instanceof Uint8Array)) throw new Problem('S1-body-malformed', 'application/cbor')
    const answer = await office().request(request.body, (bytes) => submit(context, bytes))
    return reply.headers(uncached).send(await answerJson(ledger, answer))
  })
  app.get<Id>(`${officePath}/checks/:id`, (request, reply) =>
    send(reply, office().checks.outcomeOf(request.params.id)),
  )

  app.register((oauth, _options, done) => {
    oauth.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: bodyMax },
      (_request, body, parsed) => parsed(null, new URLSearchParams(String(body))),
    )
    oauth.setErrorHandler((error, request, reply) => sendOAuthProblem(request, reply, error))
    oauth.post(`${officePath}/token`, limited, (request, reply) =>
      send(reply, office().issuer.token(formOf(request))),
    )
    // A nonce is asked for without a body (OpenID4VCI 1.0 section 7.1).
    oauth.post(`${officePath}/nonce`, limited, (_request, reply) =>
      send(reply, office().issuer.createNonce()),
    )
    oauth.post(`${officePath}/credential`, { ...limited, bodyLimit: bodyMax }, async (request, reply) =>
      send(reply, await office().issuer.credential(shownIn(request), request.body)),
    )
    oauth.get<Id>(`${officePath}/requests/:id`, (request, reply) =>
      reply
        .headers({ 'content-type': 'application/oauth-authz-req+jwt', 'cache-control': 'no-store' })
        .send(office().checks.requestOf(request.params.id)),
    )
    oauth.post<Id>(`${officePath}/responses/:id`, limited, async (request, reply) => {
      return send(reply, await office().checks.answer(request.params.id, formOf(request)))
    })
    done()
  })
}

const bodyMax = 128 * 1024

const shownIn = ({ headers: { authorization, dpop } }: FastifyRequest): ShownAccess => ({
  authorization,
  dpop: typeof dpop === 'string' ? dpop : undefined,
})

const formOf = ({ body }: FastifyRequest): { readonly [name: string]: string } =>
  body instanceof URLSearchParams ? Object.fromEntries(body) : {}
