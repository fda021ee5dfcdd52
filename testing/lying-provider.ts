/** A provider of identities whose answers can be made wrong one by one, for tests that see each refused. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { providerClient } from './made-up-provider.ts'

export interface Lies {
  /** Claims of the ID token, instead of the right ones; undefined leaves one out. */
  readonly claims?: { readonly [claim: string]: unknown }
  /** The ID token is signed by a key that the provider does not publish. */
  readonly otherKey?: true
  /** The ID token is not signed at all. */
  readonly unsigned?: true
  /** The subject at the userinfo endpoint. */
  readonly userInfoSubject?: string
  /** Bytes that the token endpoint answers with. */
  readonly answerBytes?: number
  /** The issuer in the provider's metadata. */
  readonly metadataIssuer?: string
}

export const openLyingProvider = async (lies: Lies) => {
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const jwk = { ...(await exportJWK(own.publicKey)), alg: 'RS256', use: 'sig', kid: 'own' }
  let nonce = ''
  const send = (response: ServerResponse, body: unknown): void => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }
  const idToken = async (): Promise<string> => {
    const now = Math.floor(Date.now() / 1000)
    const right = { iss: issuer, sub: 'hana', aud: providerClient.clientId, iat: now, exp: now + 300, nonce }
    const claims = { ...right, acr: 'high', ...lies.claims }
    if (!lies.unsigned) {
      const { privateKey } = lies.otherKey ? other : own
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(privateKey)
    }
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
    return `${encode({ alg: 'none' })}.${encode(claims)}.`
  }
  const answers: { readonly [path: string]: () => unknown } = {
    '/.well-known/openid-configuration': () => ({
      issuer: lies.metadataIssuer ?? issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/token': async () => ({
      access_token: 'an access token',
      token_type: 'Bearer',
      id_token: await idToken(),
      ...(lies.answerBytes !== undefined && { padding: 'x'.repeat(lies.answerBytes) }),
    }),
    '/userinfo': () => ({
      sub: lies.userInfoSubject ?? 'hana',
      name: '박 하나',
      birthdate: '1990-02-03',
      address: { locality: '강변동' },
    }),
  }
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? '']
    if (!answer) return void response.writeHead(404).end()
    void Promise.resolve(answer()).then((body) => send(response, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    /** The query with which it sends the browser back. */
    signIn: (url: string): string => {
      const asked = new URL(url).searchParams
      nonce = asked.get('nonce')!
      return new URLSearchParams({ code: 'a code', state: asked.get('state')! }).toString()
    },
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}
