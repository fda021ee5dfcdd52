/** The OpenID provider, a Koa application, below its path of the Fastify server. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { Context } from '../context.ts'
import { signInPage, type SignInPage } from '../pages/sign-in.ts'
import { readerOf } from '../pages/reader.ts'
import { providerPath, type SignIn } from './sign-in.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export const mountProvider = (
  app: FastifyInstance,
  context: Context,
  signIn: Pick<SignIn, 'provider' | 'issuer'>,
  config: object,
): void => {
  const { host, protocol } = new URL(signIn.issuer)
  const answers = new WeakMap<Provider, Answer>()
  const answerOf = (provider: Provider): Answer => {
    const known = answers.get(provider)
    if (known) return known
    showPages(provider, context)
    provider.on('server_error', (_ctx, { stack }) => app.log.error({ stack }, 'S9-internal'))
    const answer = provider.callback() as Answer
    answers.set(provider, answer)
    return answer
  }

  const handle = (path: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { raw } = request
    const [, query = ''] = /\?(.*)$/s.exec(raw.url ?? '') ?? []
    // Where this is, the configuration says: a header that says otherwise is not believed.
    raw.headers.host = host
    raw.headers['x-forwarded-host'] = host
    raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
    raw.url = query === '' ? path : `${path}?${query}`
    Object.assign(raw, { originalUrl: providerPath + raw.url })
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined && !name.startsWith('access-control-')) reply.raw.setHeader(name, value)
    await answerOf(signIn.provider())(raw, reply.raw)
  }

  app.register((routes, _options, done) => {
    // The provider reads bodies itself.
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null))
    routes.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: `${providerPath}/*`,
      config,
      handler: (request, reply) =>
        handle(new URL(request.raw.url ?? '', signIn.issuer).pathname.slice(providerPath.length))(
          request,
          reply,
        ),
    })
    // RFC 8414 section 3: the path of the issuer stands behind.
    routes.get(
      `/.well-known/oauth-authorization-server${providerPath}`,
      { config },
      handle('/.well-known/openid-configuration'),
    )
    done()
  })
}

/** The provider says which page; it is shown as every page of the server is, without script. */
const showPages = (provider: Provider, context: Context): void => {
  provider.use(async (ctx, next) => {
    await next()
    const { oidc } = ctx as {
      readonly oidc?: { readonly route?: string; readonly session?: { accountId?: string } }
    }
    const isNobody =
      ctx.path === '/session/end' && oidc?.session?.accountId === undefined && ctx.status === 200
    const page = isNobody ? ({ kind: 'logged-out' } as const) : (ctx.state['page'] as SignInPage | undefined)
    if (!page) return
    const headers = { 'accept-language': ctx.get('accept-language') }
    const reader = readerOf(context, { query: ctx.query, headers } as FastifyRequest)
    ctx.set('content-security-policy', policyOf(ctx.response.get('content-security-policy')))
    ctx.type = 'html'
    ctx.body = signInPage(reader, page)
  })
}

/** The form that ends a session goes to this server. */
const policyOf = (policy: string): string => policy.replace("form-action 'none'", "form-action 'self'")
