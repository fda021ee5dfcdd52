/** An offer of a card (OpenID4VCI 1.0 section 4.1.1), as it stands in a link or a picture, or as the office answered. */
import { isObject } from '@maru/credentials/json.ts'
import { preAuthorizedGrant } from './names.ts'
import { WalletProblem } from './problem.ts'

export interface Offer {
  /** The issuer's identifier. */
  readonly issuer: string
  readonly configuration: string
  readonly code: string
  /** Which of the issuer's authorization servers the code is for. */
  readonly server: string | undefined
}

export const readOffer = (offer: unknown): Offer => {
  const {
    credential_issuer: issuer,
    credential_configuration_ids: ids,
    grants,
  } = isObject(offer) ? offer : {}
  const configuration: unknown = Array.isArray(ids) ? ids[0] : undefined
  if (typeof issuer !== 'string' || typeof configuration !== 'string')
    throw new WalletProblem('W51-offer-malformed')
  const grant = isObject(grants) ? grants[preAuthorizedGrant] : undefined
  // An app that leads to the city's own page of sign-ins would ask its own user for what it knows.
  if (grant === undefined) throw new WalletProblem('W57-grant-not-spoken')
  const { 'pre-authorized_code': code, authorization_server: server } = isObject(grant) ? grant : {}
  if (typeof code !== 'string' || (server !== undefined && typeof server !== 'string'))
    throw new WalletProblem('W51-offer-malformed')
  return { issuer, configuration, code, server }
}
