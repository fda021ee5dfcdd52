/**
 * A public service that residents sign in to with Maru: a library of a few pages. It is what the guide
 * (docs/guides/sign-in-with-maru.md) tells others to build, on openid-client alone.
 */
import { randomUUID } from 'node:crypto'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import * as client from 'openid-client'

export interface LibraryOptions {
  /** Maru's issuer. */
  readonly issuer: string
  /** The code under which the registrar has registered it. */
  readonly service: string
  /** The private half of the key that is registered (ES256). */
  readonly key: CryptoKey
  readonly scope: string
  readonly port: number
}

interface Visit {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  readonly dpop: client.DPoPHandle
}

export interface Member {
  readonly sub: string
  readonly accessToken: string
  readonly dpop: client.DPoPHandle
  readonly told: client.UserInfoResponse
}

export type Library = Awaited<ReturnType<typeof openLibrary>>

/** Throws when Maru does not answer at the issuer. */
export const openLibrary = async ({ issuer, service, key, scope, port }: LibraryOptions) => {
  const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
  const proof = client.PrivateKeyJwt(key)
  const config = await client.discovery(new URL(issuer), service, {}, proof, { execute: insecure })
  const url = `http://127.0.0.1:${port}`
  const redirect = `${url}/back`
  /** By the visitor's cookie: what was begun, and who signed in. */
  const visits = new Map<string, Visit>()
  const members = new Map<string, Member>()

  const begin = async (visitor: string, more: { readonly [field: string]: string } = {}): Promise<URL> => {
    const verifier = client.randomPKCECodeVerifier()
    const dpop = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))
    const visit = { verifier, dpop, state: client.randomState(), nonce: client.randomNonce() }
    visits.set(visitor, visit)
    return client.buildAuthorizationUrlWithPAR(
      config,
      {
        redirect_uri: redirect,
        scope,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: visit.state,
        nonce: visit.nonce,
        ...more,
      },
      { DPoP: dpop },
    )
  }

  /** Checks the answer against what was begun, and asks what Maru tells of the visitor. */
  const finish = async (visitor: string, answer: URL): Promise<Member> => {
    const visit = visits.get(visitor)
    if (!visit) throw new Error('nothing was begun here')
    const { verifier: pkceCodeVerifier, state: expectedState, nonce: expectedNonce, dpop } = visit
    const tokens = await client.authorizationCodeGrant(
      config,
      answer,
      { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
      undefined,
      { DPoP: dpop },
    )
    visits.delete(visitor)
    const { sub } = tokens.claims()!
    const accessToken = tokens.access_token
    const told = await client.fetchUserInfo(config, accessToken, sub, { DPoP: dpop })
    return { sub, accessToken, dpop, told }
  }

  const app = fastify({ forceCloseConnections: true })
  const visitorOf = (request: FastifyRequest): string | undefined =>
    /(?:^|; )library=([0-9a-f-]+)/.exec(request.headers.cookie ?? '')?.[1]
  const page = (reply: FastifyReply, main: string): FastifyReply =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="ko"><meta charset="utf-8"><title>시립 도서관</title><main><h1>시립 도서관</h1>${main}</main></html>`,
      )

  app.get('/favicon.ico', (_request, reply) => reply.code(204).send())
  app.get('/', (request, reply) => {
    const member = members.get(visitorOf(request) ?? '')
    if (!member) return page(reply, '<p><a href="/sign-in">마루로 로그인</a></p>')
    const words = JSON.stringify(member.told).replaceAll('<', '\\u003c')
    return page(reply, `<p>환영합니다.</p><pre id="told">${words}</pre>`)
  })
  app.get('/sign-in', async (request, reply) => {
    const visitor = visitorOf(request) ?? randomUUID()
    const to = await begin(visitor)
    return reply
      .header('set-cookie', `library=${visitor}; Path=/; HttpOnly; SameSite=Lax`)
      .redirect(to.href, 303)
  })
  app.get('/back', async (request, reply) => {
    const visitor = visitorOf(request) ?? ''
    try {
      members.set(visitor, await finish(visitor, new URL(request.url, url)))
      return reply.redirect('/', 303)
    } catch (error) {
      const { error: code = 'unknown' } = error as { readonly error?: string }
      return page(reply.code(400), `<p id="refused">${code.replaceAll(/[^a-z_]/g, '')}</p>`)
    }
  })
  await app.listen({ port, host: '127.0.0.1' })

  return {
    url,
    redirect,
    config,
    members,
    begin,
    finish,
    /** What Maru tells now. */
    askAgain: ({ accessToken, sub, dpop }: Member) =>
      client.fetchUserInfo(config, accessToken, sub, { DPoP: dpop }),
    close: () => app.close(),
  }
}
