/**
 * Who gives the card, and who gives the token for it. The issuer says which authorization servers it relies on
 * (OpenID4VCI 1.0 section 12.2.4), the offer may say which of them its code is for (section 4.1.1), and each server says
 * who it is (RFC 8414 section 3.3): what does not agree would send a code, or a token, to somebody else.
 */
import type { JsonObject } from '@maru/credentials/json.ts'
import { isObject } from '@maru/credentials/json.ts'
import { addressOf, askJson } from './ask.ts'
import { preAuthorizedGrant } from './names.ts'
import type { Offer } from './offer.ts'
import { WalletProblem } from './problem.ts'

export interface FoundIssuer {
  readonly tokenEndpoint: unknown
  readonly nonceEndpoint: unknown
  readonly credentialEndpoint: unknown
  /** What kind of credential the offered one is. */
  readonly type: string
  /** Whom a token is to be good for (RFC 8707), where its server may serve several issuers. */
  readonly resource: string | undefined
}

const serversMax = 10

export const findIssuer = async (get: typeof fetch, offer: Offer): Promise<FoundIssuer> => {
  const { issuer, configuration } = offer
  const { origin, pathname } = addressOf(issuer)
  const metadata = await askJson(
    get,
    // Section 12.2.2: the well-known part stands between the host and the path.
    `${origin}/.well-known/openid-credential-issuer${pathname === '/' ? '' : pathname}`,
  )
  if (metadata['credential_issuer'] !== issuer) throw new WalletProblem('W50-other-side')
  const listed = serversIn(metadata)
  const server = await serverFor(get, offer, listed)
  const { nonce_endpoint: nonceEndpoint, credential_endpoint: credentialEndpoint } = metadata
  return {
    tokenEndpoint: server['token_endpoint'],
    nonceEndpoint,
    credentialEndpoint,
    type: typeOf(metadata, configuration),
    resource: listed && issuer,
  }
}

const serversIn = ({ authorization_servers: listed }: JsonObject): readonly string[] | undefined => {
  if (listed === undefined) return undefined
  const isList =
    Array.isArray(listed) &&
    listed.length > 0 &&
    listed.length <= serversMax &&
    listed.every((server) => typeof server === 'string')
  if (!isList) throw new WalletProblem('W50-other-side')
  return listed
}

/** The one that the offer names; else the only one; else the first that says that it takes such codes. */
const serverFor = async (
  get: typeof fetch,
  { issuer, server: named }: Offer,
  listed: readonly string[] | undefined,
): Promise<JsonObject> => {
  if (named !== undefined && !listed?.includes(named)) throw new WalletProblem('W56-server-unknown')
  const candidates = named === undefined ? (listed ?? [issuer]) : [named]
  if (candidates.length === 1) return serverMetadata(get, candidates[0]!)
  for (const candidate of candidates) {
    const metadata = await serverMetadata(get, candidate)
    const { grant_types_supported: grants } = metadata
    if (Array.isArray(grants) && grants.includes(preAuthorizedGrant)) return metadata
  }
  throw new WalletProblem('W56-server-unknown')
}

const serverMetadata = async (get: typeof fetch, server: string): Promise<JsonObject> => {
  const { origin, pathname, search, hash } = addressOf(server)
  if (search !== '' || hash !== '') throw new WalletProblem('W50-other-side')
  // RFC 8414 section 3.1.
  const path = pathname.replace(/\/$/, '')
  const metadata = await askJson(get, `${origin}/.well-known/oauth-authorization-server${path}`)
  if (metadata['issuer'] !== server) throw new WalletProblem('W56-server-unknown')
  return metadata
}

const typeOf = ({ credential_configurations_supported: all }: JsonObject, id: string): string => {
  const configuration = isObject(all) && Object.hasOwn(all, id) ? all[id] : undefined
  const type = isObject(configuration) ? configuration['vct'] : undefined
  if (typeof type !== 'string') throw new WalletProblem('W50-other-side')
  return type
}
