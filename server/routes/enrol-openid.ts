/** The door for who signs in at a provider of identities: a way there, and the way back. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { submit } from '../submit.ts'
import { pendingMs } from '../vault/openid/pending.ts'

export const enrolOpenidRoutes = (app: FastifyInstance, context: Context): void => {
  const { enrolments, limits } = context
  if (!enrolments) return
  const rateLimit = limits.writesPerMinute > 0 ? { max: limits.writesPerMinute, timeWindow: 60_000 } : false
  const path = '/api/enrolments/openid'

  app.post(path, { config: { rateLimit } }, async (request, reply) => {
    if (!(request.body instanceof Uint8Array)) throw new Problem('S1-body-malformed', 'application/cbor')
    const { url, cookie } = await enrolments.beginOpenid(request.body)
    const flags = `Path=${path}; Max-Age=${pendingMs / 1000}; HttpOnly; SameSite=Lax`
    const secure = request.protocol === 'https' ? '; Secure' : ''
    return reply
      .headers({ 'content-type': jsonType, 'cache-control': 'no-store' })
      .header('set-cookie', `${cookieName}=${cookie}; ${flags}${secure}`)
      .send(toJson({ url }))
  })

  // A page that the reader knows tells how it ended; the address of this one would keep the code in their history.
  app.get(`${path}/callback`, { config: { rateLimit } }, async (request, reply) => {
    const query = request.url.slice(request.url.indexOf('?') + 1)
    const outcome = await enrolments
      .finishOpenid(query, cookieOf(request.headers.cookie), (bytes) => submit(context, bytes))
      .then(
        () => 'enrolled',
        (error: unknown) => {
          if (error instanceof Problem) return error.code
          throw error
        },
      )
    return reply
      .header('set-cookie', `${cookieName}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax`)
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .redirect(`/enrol?sign-in=${outcome}`, 303)
  })
}

const cookieName = 'maru-enrol'

const cookieOf = (header: string | undefined): string | undefined =>
  /(?:^|;\s*)maru-enrol=([A-Za-z0-9_-]{43})(?:;|$)/.exec(header ?? '')?.[1]
