/** What signing in adds to the OpenAPI document of a city that other services' visitors sign in at. */
import { signed } from './openapi-parts.ts'
import type { OpenApi } from './openapi.ts'

export const withSignIn = <Document extends OpenApi>(document: Document): Document => ({
  ...document,
  paths: { ...document.paths, ...paths },
})

const paths: OpenApi['paths'] = {
  '/api/sign-in': signed(
    'own-sign-ins',
    "One's consents and passkeys for other services, whose OpenID provider is at /openid: a request signed as a " +
      'transaction is, for the service sign-in; docs/spec/sign-in.md has its actions. It is not recorded.',
  ),
}
