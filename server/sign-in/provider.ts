/**
 * Maru as OpenID provider (OpenID Connect Core 1.0) on oidc-provider, with as little of it as is needed: authorization
 * code with PKCE (RFC 7636, S256), pushed requests (RFC 9126), tokens bound to a key (DPoP, RFC 9449), services that
 * show who they are by a key (RFC 7523), and subjects that differ from service to service.
 */
import { createHmac } from 'node:crypto'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { attributes, type Attribute } from '@maru/services/sign-in/attributes.ts'
import { errors, Provider, type AdapterFactory, type Configuration } from 'oidc-provider'
import { cardConfiguration } from '../card/metadata.ts'
import type { Claims } from './attributes.ts'
import { createCardDetails } from './card-details.ts'
import { clientDefaults } from './clients.ts'
import { toldUnder, type Consents } from './consents.ts'
import type { SignInKeys } from './keys.ts'
import { lives } from './lives.ts'

export interface ProviderOptions {
  /** As residents' browsers and services reach it, with its path. */
  readonly issuer: string
  readonly keys: SignInKeys
  readonly adapter: AdapterFactory
  readonly ledger: Ledger
  readonly consents: Consents
  /** What is known of an account; undefined when nothing is. */
  readonly claims: (account: string, service: string) => Promise<Claims | undefined>
  /** Wallets that may fetch a card, and the card office that they fetch it from; undefined while there is none. */
  readonly isWallet: (client: string) => boolean
  readonly cardAudience: () => string | undefined
  readonly hasWallets: boolean
  /** For whom the card office made the offer of this mark. */
  readonly offeredTo: (mark: string) => string | undefined
}

export const createProvider = (options: ProviderOptions): Provider => {
  const { issuer, keys, adapter, ledger, consents, claims, isWallet, cardAudience, hasWallets } = options
  const { offeredTo } = options
  const isHttps = issuer.startsWith('https:')
  const path = new URL(issuer).pathname

  const subjectOf = (account: string, service: string): string =>
    createHmac('sha256', Buffer.from(keys.pairwise, 'hex'))
      .update(JSON.stringify(['maru: subject', service, account]))
      .digest('base64url')

  const findAccount: Configuration['findAccount'] = async (_ctx, account, token) => {
    if (!residentsReads.isResident(ledger.snapshot().view, account)) return undefined
    // Without a token it is the session that asks, which no service sees.
    const grantId = token && 'grantId' in token ? token.grantId : undefined
    if (token === undefined || grantId === undefined)
      return { accountId: account, claims: () => ({ sub: account }) }
    // What a wallet may do was agreed to for this one time, and no claims go to it.
    if (token.clientId !== undefined && isWallet(token.clientId))
      return { accountId: account, claims: () => ({ sub: account }) }
    const consent = consents.byGrant(grantId)
    if (!consent || !consents.isInForce(consent)) return undefined
    return {
      accountId: account,
      claims: async (use) => {
        const told = use === 'userinfo' ? toldUnder(ledger, consent) : []
        const known = told.length > 0 ? await claims(account, consent.service) : undefined
        return { sub: account, ...Object.fromEntries(told.map((each) => [each, known?.[each]])) }
      },
    }
  }

  /** What was agreed to before is not asked again; what is new is. */
  const loadExistingGrant: Configuration['loadExistingGrant'] = async ({ oidc }) => {
    const { session, client, provider } = oidc
    const account = session?.accountId
    if (isWallet(client!.clientId)) {
      const { grantId } = oidc.result?.consent ?? {}
      return grantId === undefined ? undefined : provider.Grant.find(grantId)
    }
    const consent = account === undefined ? undefined : consents.inForce(account, client!.clientId)
    if (account === undefined || !consent) return undefined
    const asked = oidc.requestParamScopes
    const isNew = [...asked].some((scope) => isAttribute(scope) && !consent.asked.includes(scope))
    if (isNew) return undefined
    const before = consent.grantId === undefined ? undefined : await provider.Grant.find(consent.grantId)
    if (before) return before
    const grant = new provider.Grant({ accountId: account, clientId: client!.clientId })
    grant.addOIDCScope(['openid', ...consent.attributes].join(' '))
    const refused = consent.asked.filter((each) => !consent.attributes.includes(each))
    if (refused.length > 0) grant.rejectOIDCScope(refused.join(' '))
    await consents.use(account, consent, await grant.save())
    return grant
  }

  const provider = new Provider(issuer, {
    adapter,
    clients: [],
    clientDefaults,
    clientAuthMethods: hasWallets ? ['private_key_jwt', 'none'] : ['private_key_jwt'],
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    scopes: openidScopes,
    // The card's scope is the card office's own, and granted as that (resourceIndicators below).
    ...(hasWallets && { discovery: { scopes_supported: [...openidScopes, cardConfiguration] } }),
    claims: { openid: ['sub'], ...Object.fromEntries(attributes.map((each) => [each, [each]])) },
    pairwiseIdentifier: (_ctx, account, { clientId }) => subjectOf(account, clientId),
    findAccount,
    loadExistingGrant,
    jwks: { keys: keys.signing.map(({ jwk }) => jwk) },
    pkce: { required: () => true },
    // oidc-provider passes over a scope that it does not know; here it is asking for too much.
    extraParams: {
      scope: function judgeScope({ oidc }, value) {
        const { scope = value } = (oidc.body ?? {}) as { readonly scope?: string }
        if (isWallet(oidc.client!.clientId)) {
          const isByDetails = scope === undefined && oidc.params!['authorization_details'] !== undefined
          if (scope === cardConfiguration || isByDetails) return
          throw new errors.InvalidScope('a wallet asks for a card only', scope ?? '')
        }
        const unknown = scope?.split(' ').find((each) => each !== 'openid' && !isAttribute(each))
        if (unknown !== undefined) throw new errors.InvalidScope('requested scope is not allowed', unknown)
      },
      // OpenID4VCI 1.0 section 5.1.3: that it follows an offer. Anybody can write one into a request.
      issuer_state: function judgeState({ oidc }, mark) {
        if (mark === undefined) return
        if (!isWallet(oidc.client!.clientId) || offeredTo(mark) === undefined)
          throw new errors.InvalidRequest('issuer_state is of no offer, or of one that is over')
      },
    },
    allowOmittingSingleRegisteredRedirectUri: false,
    // What residents see is a screen of the app.
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    cookies: {
      keys: keys.cookies,
      names: { session: 'maru_session', interaction: 'maru_interaction', resume: 'maru_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax', secure: isHttps, path },
      short: { signed: true, httpOnly: true, sameSite: 'lax', secure: isHttps },
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      pushedAuthorizationRequests: {
        enabled: true,
        requirePushedAuthorizationRequests: true,
        allowUnregisteredRedirectUris: false,
      },
      claimsParameter: { enabled: false },
      requestObjects: { enabled: false },
      // A wallet's token is for the card office, and no other client gets one for it.
      resourceIndicators: {
        enabled: hasWallets,
        defaultResource: (_ctx, client) => (isWallet(client.clientId) ? (cardAudience() ?? []) : []),
        getResourceServerInfo: (_ctx, resource, client) => {
          if (!isWallet(client.clientId) || resource !== cardAudience()) throw new errors.InvalidTarget()
          return { scope: cardConfiguration, audience: resource, accessTokenFormat: 'opaque' }
        },
      },
      ...(hasWallets && {
        richAuthorizationRequests: createCardDetails(cardAudience),
      }),
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => void (ctx.state['page'] = { kind: 'logout', form }),
        postLogoutSuccessSource: (ctx) => void (ctx.state['page'] = { kind: 'logged-out' }),
      },
    },
    clientBasedCORS: () => false,
    renderError: (ctx, { error }) => void (ctx.state['page'] = { kind: 'error', error }),
    routes: { userinfo: '/userinfo', pushed_authorization_request: '/par' },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'],
      clientAuthSigningAlgValues: ['ES256'],
      dPoPSigningAlgValues: ['ES256', 'Ed25519'],
    },
    ttl: { ...ttl, Grant: (_ctx, { clientId }) => (isWallet(clientId ?? '') ? WalletGrant : ttl.Grant) },
  })
  // The mount says who asks whom (mount.ts); no header that a stranger sends does.
  provider.proxy = true
  return provider
}

const { WalletGrant, ...ttl } = lives
const openidScopes = ['openid', ...attributes]

const isAttribute = (scope: string): scope is Attribute => attributes.some((each) => each === scope)
