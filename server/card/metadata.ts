/** How other wallets find out what there is to get here (OpenID4VCI 1.0 section 12.2, RFC 8414). */
import { credentialFormat } from '@maru/credentials/credential.ts'

export const cardConfiguration = 'citizens-card'
/** Of whoever asks; there is one for each resident (OpenID4VCI 1.0 section 6.2). */
export const cardIdentifier = 'card-of-the-resident'
export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

/** How many copies, each under a key and a number of its own, are given at once. */
export const copiesMax = 4

/** Under the city's origin: the issuer's identifier, its authorization server's, and the beginning of all addresses. */
export const officePath = '/api/card-office'

/** What kind of credential a city's card is. */
export const cardType = (origin: string): string => `${origin}${officePath}/types/citizens-card`

export const statusUri = (origin: string): string => `${origin}${officePath}/status/0`

export const issuerMetadata = (
  origin: string,
  name: { readonly ko: string; readonly en: string },
  /** The city's OpenID provider, for wallets that fetch a card by the authorization code flow. */
  provider?: string,
) => ({
  credential_issuer: origin + officePath,
  ...(provider !== undefined && { authorization_servers: [origin + officePath, provider] }),
  credential_endpoint: `${origin}${officePath}/credential`,
  nonce_endpoint: `${origin}${officePath}/nonce`,
  batch_credential_issuance: { batch_size: copiesMax },
  display: [
    { name: name.ko, locale: 'ko-KR' },
    { name: name.en, locale: 'en-US' },
  ],
  credential_configurations_supported: {
    [cardConfiguration]: {
      format: credentialFormat,
      vct: cardType(origin),
      scope: cardConfiguration,
      cryptographic_binding_methods_supported: ['jwk'],
      credential_signing_alg_values_supported: ['ES256'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
      credential_metadata: {
        display: [
          { name: '시민카드', locale: 'ko-KR' },
          { name: 'Citizens Card', locale: 'en-US' },
        ],
        claims: claims.map(({ path, ko, en }) => ({
          path,
          display: [
            { name: ko, locale: 'ko-KR' },
            { name: en, locale: 'en-US' },
          ],
        })),
      },
    },
  },
})

export const authorizationServerMetadata = (origin: string) => ({
  issuer: origin + officePath,
  token_endpoint: `${origin}${officePath}/token`,
  grant_types_supported: [preAuthorizedGrant],
  response_types_supported: ['none'],
  token_endpoint_auth_methods_supported: ['none'],
  'pre-authorized_grant_anonymous_access_supported': true,
})

/** What the type's address answers with (SD-JWT VC, section on type metadata). */
export const typeMetadata = (origin: string) => ({
  vct: cardType(origin),
  name: 'Citizens Card',
  claims: claims.map(({ path }) => ({ path, sd: 'always' })),
})

const claims = [
  { path: ['age_over_14'], ko: '14세 이상', en: '14 or older' },
  { path: ['age_over_18'], ko: '18세 이상', en: '18 or older' },
  { path: ['age_over_19'], ko: '19세 이상', en: '19 or older' },
  { path: ['district'], ko: '사는 곳', en: 'District' },
  { path: ['name'], ko: '이름', en: 'Name' },
  { path: ['facility_grants', null], ko: '이용권', en: 'Access to facilities' },
]
