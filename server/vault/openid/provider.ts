/**
 * The provider that says who somebody is: OpenID Connect Core 1.0, authorization code flow with PKCE, state and nonce,
 * by openid-client. This is where a national identity service is plugged in. Everything asked of it is bounded.
 */
import * as client from 'openid-client'
import { Problem } from '../../problem.ts'

export interface ProviderOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  /** The assurance levels (acr) that are enough, the most wanted first; a sign-in at another is refused. */
  readonly acceptedLevels: readonly string[]
  /** Registered at the provider, byte for byte. */
  readonly redirectUri: string
  /** Only for a provider on this machine. */
  readonly allowHttp?: boolean
}

/** What has to come back with the answer. */
export interface Expected {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export type Claims = { readonly [name: string]: unknown }

export interface Provider {
  readonly begin: () => Promise<{ readonly url: string; readonly expected: Expected }>
  /** Throws a Problem for every answer that is not this provider's to this sign-in. */
  readonly finish: (query: string, expected: Expected) => Promise<Claims>
}

export const openProvider = (options: ProviderOptions): Provider => {
  const { issuer, clientId, clientSecret, scope, acceptedLevels, redirectUri, allowHttp = false } = options
  let discovered: Promise<client.Configuration> | undefined

  /** Asked for again when it failed: the provider may be there by then. */
  const configuration = (): Promise<client.Configuration> =>
    (discovered ??= client
      .discovery(new URL(issuer), clientId, clientSecret, undefined, {
        execute: [client.enableNonRepudiationChecks, ...(allowHttp ? [client.allowInsecureRequests] : [])],
        timeout: timeoutSeconds,
        [client.customFetch]: boundedFetch,
      })
      .catch(() => {
        discovered = undefined
        throw new Problem('V16-provider-unreachable')
      }))

  return {
    begin: async () => {
      const config = await configuration()
      const expected = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state: expected.state,
        nonce: expected.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(expected.verifier),
        code_challenge_method: 'S256',
        acr_values: acceptedLevels.join(' '),
        // Not whoever was signed in before on a device that several people use.
        prompt: 'login',
      })
      return { url: url.href, expected }
    },
    finish: async (query, { state, nonce, verifier }) => {
      const config = await configuration()
      const claims = await claimsOf(config, new URL(`${redirectUri}?${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const { acr } = claims
      if (typeof acr !== 'string' || !acceptedLevels.includes(acr))
        throw new Problem('V14-assurance-too-low', 'acr')
      return claims
    },
  }
}

const claimsOf = async (
  config: client.Configuration,
  url: URL,
  checks: client.AuthorizationCodeGrantChecks,
): Promise<Claims> => {
  try {
    const tokens = await client.authorizationCodeGrant(config, url, checks)
    const idToken = tokens.claims()!
    const hasUserInfo = config.serverMetadata().userinfo_endpoint !== undefined
    const more = hasUserInfo ? await client.fetchUserInfo(config, tokens.access_token, idToken.sub) : {}
    // Who it is and how sure that is stands in what the provider has signed, or nowhere.
    return { ...more, ...idToken, acr: idToken['acr'] }
  } catch (error) {
    throw new Problem(isUnreachable(error) ? 'V16-provider-unreachable' : 'V13-sign-in-refused')
  }
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || error.name === 'TypeError') &&
  !('code' in error)

const timeoutSeconds = 5
const answerBytesMax = 256 * 1024

/** No answer of a provider is larger, nor is any redirect followed. */
const boundedFetch: client.CustomFetch = async (url, options) => {
  const response = await fetch(url, options as RequestInit)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > answerBytesMax) throw new TypeError('the answer is too large')
    chunks.push(chunk)
  }
  const { status, statusText, headers } = response
  return new Response(size === 0 ? null : Buffer.concat(chunks), { status, statusText, headers })
}
