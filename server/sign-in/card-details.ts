/**
 * A wallet may say by `authorization_details` (RFC 9396) instead of by a scope that it wants a card (OpenID4VCI 1.0
 * section 5.1.1). It is told the card's identifier with the token (section 6.2), and asks for the card by that. There is
 * one kind of card, and one for each resident, so that there is one thing to ask for.
 */
import { errors, type AuthorizationDetail, type KoaContextWithOIDC } from 'oidc-provider'
import { cardConfiguration, cardIdentifier } from '../card/metadata.ts'
import { cardDetail } from './wallets.ts'

/** For oidc-provider, which reads the parameter, lets wallets alone send it, and asks what it means. */
export const createCardDetails = (office: () => string | undefined) => ({
  enabled: true as const,
  types: {
    [cardDetail]: {
      validate: ({ oidc }: KoaContextWithOIDC, detail: AuthorizationDetail): undefined => {
        const problem = problemOf(detail, office()) ?? problemOfCount(oidc.params!['authorization_details'])
        if (problem !== undefined) throw new errors.InvalidAuthorizationDetails(problem)
        return undefined
      },
    },
  },
  /** What was agreed to, and nothing that a request says. */
  authorizationDetailsForGrantSource: ({ oidc }: KoaContextWithOIDC) => oidc.grant?.rar,
  authorizationDetailsForAccessToken: (
    _ctx: KoaContextWithOIDC,
    _token: unknown,
    source: { readonly rar?: AuthorizationDetail[] | undefined } | undefined,
  ) => {
    // A token request may name less than was agreed to, and there is nothing less than one card.
    if (!source?.rar) throw new errors.InvalidAuthorizationDetails('no details were agreed to')
    return source.rar.map((detail) => ({ ...detail, credential_identifiers: [cardIdentifier] }))
  },
})

/** What else stands in it is passed over (section 5.1.1). */
const problemOf = (
  { credential_configuration_id: id, locations }: AuthorizationDetail,
  office: string | undefined,
): string | undefined => {
  if (id !== cardConfiguration) return 'there is no such credential'
  // Of the office, for it names its authorization servers.
  const [location, ...others] = Array.isArray(locations) ? (locations as readonly unknown[]) : []
  return office !== undefined && location === office && others.length === 0
    ? undefined
    : 'locations is the card office'
}

const problemOfCount = (text: unknown): string | undefined =>
  (JSON.parse(String(text)) as readonly unknown[]).length === 1
    ? undefined
    : 'one card is asked for at a time'
