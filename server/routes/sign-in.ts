/**
 * Signing in: the OpenID provider below its path, the steps of an interaction for the app's screen, and one route for
 * signed requests. Nothing of it may be read by scripts of other pages.
 */
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { attributes } from '@maru/services/sign-in/attributes.ts'
import type { RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { pageHeaders } from '../headers.ts'
import { jsonType, toJson } from '../json.ts'
import { Problem } from '../problem.ts'
import type { Exchange } from '../sign-in/interactions.ts'
import { mountProvider } from '../sign-in/mount.ts'

interface ByUid {
  readonly Params: { readonly uid: string }
}

const consentBody = z.strictObject({
  attributes: z.array(z.enum(attributes)).max(attributes.length),
  until: z.int().min(0),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  /** COSE_Sign1, in base64url. */
  transaction: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,2000}$/)
    .optional(),
})

/** What the wallet was told. */
const cardBody = z.strictObject({ code: z.string().regex(/^[0-9]{8}$/) })

/** Of one address. A person needs a handful for one sign-in; a service sends those of all its visitors. */
const stepsPerMinute = 60

export const signInRoutes = (app: FastifyInstance, context: Context): void => {
  const { signIn, limits } = context
  if (!signIn) return
  const { interactions, origin } = signIn
  const perMinute = (max: number): { readonly rateLimit: RateLimitOptions | false } => ({
    rateLimit: limits.writesPerMinute > 0 ? { max, timeWindow: 60_000 } : false,
  })
  const guarded = { config: perMinute(stepsPerMinute) }
  const uncached = { 'content-type': jsonType, 'cache-control': 'no-store' }

  mountProvider(app, context, signIn, perMinute(limits.writesPerMinute))

  app.post('/api/sign-in', { config: perMinute(limits.writesPerMinute) }, async (request, reply) => {
    if (!(request.body instanceof Uint8Array)) throw new Problem('S1-body-malformed', 'application/cbor')
    return reply.headers(uncached).send(toJson(await signIn.request(request.body)))
  })

  /** What a page elsewhere makes a browser send comes without the cookie; older browsers say where it is from. */
  const exchangeOf = (request: FastifyRequest<ByUid>, reply: FastifyReply): Exchange => {
    const { origin: from } = request.headers
    if (from !== undefined && from !== origin) throw new Problem('X10-cross-site')
    return { req: request.raw, res: reply.raw, uid: request.params.uid }
  }
  const goOn = (reply: FastifyReply, to: string): FastifyReply =>
    reply.headers(uncached).send(JSON.stringify({ to }))

  app.register((steps, _options, done) => {
    steps.addHook('onRequest', (_request, reply, next) => {
      // Written anew: POST answers are open to other pages everywhere else.
      for (const name of Object.keys(reply.getHeaders()))
        if (name.startsWith('access-control-')) reply.removeHeader(name)
      reply.headers({ ...pageHeaders(false), 'cross-origin-resource-policy': 'same-origin' })
      next()
    })
    steps.get<ByUid>('/sign-in/:uid/details', guarded, async (request, reply) =>
      reply.headers(uncached).send(toJson(await interactions.details(exchangeOf(request, reply)))),
    )
    steps.post<ByUid>('/sign-in/:uid/passkey-options', guarded, async (request, reply) =>
      reply.headers(uncached).send(toJson(await interactions.passkeyOptions(exchangeOf(request, reply)))),
    )
    steps.post<ByUid>('/sign-in/:uid/passkey', guarded, async (request, reply) => {
      const response = request.body as AuthenticationResponseJSON | null
      if (typeof response?.id !== 'string') throw new Problem('S1-body-malformed')
      return goOn(reply, await interactions.passkey(exchangeOf(request, reply), response))
    })
    steps.post<ByUid>('/sign-in/:uid/card-request', guarded, async (request, reply) =>
      reply.headers(uncached).send(toJson(await interactions.cardRequest(exchangeOf(request, reply)))),
    )
    steps.post<ByUid>('/sign-in/:uid/card', guarded, async (request, reply) => {
      const parsed = cardBody.safeParse(request.body)
      if (!parsed.success) throw new Problem('S1-body-malformed', 'code')
      return goOn(reply, await interactions.card(exchangeOf(request, reply), parsed.data.code))
    })
    steps.post<ByUid>('/sign-in/:uid/device', guarded, async (request, reply) => {
      if (!(request.body instanceof Uint8Array)) throw new Problem('S1-body-malformed', 'application/cbor')
      return goOn(reply, await interactions.device(exchangeOf(request, reply), request.body))
    })
    steps.post<ByUid>('/sign-in/:uid/consent', guarded, async (request, reply) => {
      const parsed = consentBody.safeParse(request.body)
      if (!parsed.success) throw new Problem('S1-body-malformed', parsed.error.issues[0]?.path.join('.'))
      const { salt, transaction, ...given } = parsed.data
      const to = await interactions.consent(exchangeOf(request, reply), {
        ...given,
        salt: Buffer.from(salt, 'hex'),
        transaction: transaction === undefined ? undefined : Buffer.from(transaction, 'base64url'),
      })
      return goOn(reply, to)
    })
    steps.post<ByUid>('/sign-in/:uid/agree-to-card', guarded, async (request, reply) =>
      goOn(reply, await interactions.agreeToCard(exchangeOf(request, reply))),
    )
    steps.post<ByUid>('/sign-in/:uid/refuse', guarded, async (request, reply) =>
      goOn(reply, await interactions.refuse(exchangeOf(request, reply))),
    )
    done()
  })
}
