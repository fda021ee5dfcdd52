/** A provider of identities that nobody here wrote (oidc-provider), with made-up people, for tests of enrolment. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import OidcProvider from 'oidc-provider'

export interface MadeUpAccount {
  readonly acr: string
  readonly claims: { readonly [claim: string]: unknown }
}

export const providerClient = {
  clientId: 'maru',
  clientSecret: 'a secret of the test provider',
  redirectUri: 'https://city.example/api/enrolments/openid/callback',
} as const

export interface MadeUpAccounts {
  readonly [subject: string]: MadeUpAccount
}

export const openMadeUpProvider = async (
  accounts: MadeUpAccounts,
  redirectUri: string = providerClient.redirectUri,
) => {
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const chosen = new URL(request.url, issuer).searchParams.get('as') ?? undefined
    if (chosen === undefined && request.headers.accept?.includes('text/html')) {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return void response.end(choosePage(accounts))
    }
    const subject = chosen === nobody ? undefined : (chosen ?? request.headers['x-sign-in-as'])
    const accountId = String(subject)
    const login = { accountId, acr: accounts[accountId]?.acr ?? 'low', amr: ['pwd'] }
    const outcome = subject === undefined ? { error: 'access_denied' } : { login }
    void provider.interactionFinished(request, response, outcome, { mergeWithLastSubmission: false })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new OidcProvider(issuer, {
    clients: [
      {
        client_id: providerClient.clientId,
        client_secret: providerClient.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    acrValues: ['high', 'low'],
    claims: { openid: ['sub', 'acr'], profile: ['name', 'birthdate'], address: ['address'], ci: ['ci'] },
    cookies: { keys: ['a key of the test provider'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    findAccount: (_context, sub) =>
      accounts[sub] && { accountId: sub, claims: () => ({ sub, ...accounts[sub]!.claims }) },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid profile address ci')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()

  /** As a browser: from the address of the provider to that with which it sends back. Undefined declines. */
  const signIn = async (url: string, subject: string | undefined): Promise<string> => {
    const cookies = new Map<string, string>()
    for (let next = url; ;) {
      if (next.startsWith(redirectUri)) return next
      const response = await fetch(next, {
        redirect: 'manual',
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(subject !== undefined && { 'x-sign-in-as': subject }),
        },
      })
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      const location = response.headers.get('location')
      if (location === null)
        throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
      next = new URL(location, next).href
    }
  }
  return {
    issuer,
    signIn,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}

const nobody = 'nobody'

/** For browsers: who signs in is a press. */
const choosePage = (accounts: MadeUpAccounts): string => {
  const links = [...Object.keys(accounts), nobody].map((each) => `<p><a href="?as=${each}">${each}</a></p>`)
  return `<!doctype html><html lang="en"><title>Made-up provider</title>${links.join('')}</html>`
}
