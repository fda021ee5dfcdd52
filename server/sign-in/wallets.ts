/**
 * Wallets of others that fetch a Citizens Card by the authorization code flow (OpenID4VCI 1.0 section 5). Apps keep no
 * secret, so they are public clients; which there are, and where each is led back to, the configuration says.
 */
import type { AdapterPayload, AuthorizationDetail } from 'oidc-provider'
import { z } from 'zod'
import { cardConfiguration } from '../card/metadata.ts'

export interface Wallet {
  /** Has a dot, so that no service in the registry has its name. */
  readonly wallet: string
  readonly ko: string
  readonly en: string
  readonly redirect: string
}

/** What a wallet's token is good for. */
export interface WalletAccess {
  readonly account: string
  /** Whom it is for: the card office's identifier. */
  readonly audience: string | undefined
  readonly scopes: readonly string[]
  /** By which its holder asks for a card; undefined where it was got by a scope, and the kind of card is named. */
  readonly identifiers: readonly string[] | undefined
  /** Of the key that it is bound to (RFC 7638). */
  readonly keyThumbprint: string | undefined
  /** Ends the token and all else that came from one agreement. */
  readonly end: () => Promise<void>
}

export interface WalletAuthorization {
  readonly issuer: string
  /** Undefined for a token that was not made here, has expired or was ended. */
  readonly accessOf: (token: string) => Promise<WalletAccess | undefined>
}

const name = z.string().min(1).max(60)
const listed = z
  .array(
    z.strictObject({
      wallet: z.string().regex(/^wallet\.[a-z0-9-]{1,35}$/),
      ko: name,
      en: name,
      redirect: z.string().max(300),
    }),
  )
  .max(50)

/** Throws an error that says what is wrong with the list. */
export const parseWallets = (value: unknown, origin: string): readonly Wallet[] => {
  const parsed = listed.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  for (const { wallet, redirect } of parsed.data)
    if (!isNativeRedirect(redirect, origin))
      throw new Error(
        `${wallet}: ${redirect} is neither private-use (as org.example.wallet:/back), nor on http://127.0.0.1 or ` +
          `http://[::1], nor below ${origin}`,
      )
  if (new Set(parsed.data.map(({ wallet }) => wallet)).size < parsed.data.length)
    throw new Error('two wallets have one name')
  return parsed.data
}

/** RFC 8252 section 7: a scheme that is a domain name backwards, the loopback by number, or an address that is ours. */
const isNativeRedirect = (redirect: string, origin: string): boolean => {
  const url = URL.parse(redirect)
  if (!url || url.username !== '' || url.password !== '' || /[?#*\s\\]/.test(redirect)) return false
  if (url.protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(url.hostname)) return true
  if (redirect.startsWith(`${origin}/`)) return url.origin === origin
  return /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:\/[^/]/.test(redirect)
}

/** What differs from a service's (clients.ts): no key of its own, and no scope of OpenID: provider.ts lets it ask for a card only. */
export const walletClient = ({ wallet, en, redirect }: Wallet): AdapterPayload => ({
  client_id: wallet,
  client_name: en,
  // Each request is agreed to anew (RFC 8252 section 8.6), and the loopback's port is the app's to choose (7.3).
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  redirect_uris: [redirect],
  authorization_details_types: [cardDetail],
  // Without `openid` there is no ID token that could say it.
  require_auth_time: false,
})

/** The type of `authorization_details` by which a card is asked for (card-details.ts). */
export const cardDetail = 'openid_credential'

/** What a resident agrees to where the wallet asked so; undefined where it asked by the scope. */
export const agreedDetail = (asked: unknown, office: string): AuthorizationDetail | undefined =>
  asked === undefined
    ? undefined
    : { type: cardDetail, credential_configuration_id: cardConfiguration, locations: [office] }

/** By which cards the holder of a token asks; undefined where it is by the kind of card. */
export const identifiersIn = (
  details: readonly AuthorizationDetail[] | undefined,
): readonly string[] | undefined =>
  details?.flatMap((detail) => detail['credential_identifiers'] as readonly string[])
