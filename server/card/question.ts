/** What a wallet is asked: a signed request object (OpenID4VP 1.0 section 5) that names who asks, and for which claims. */
import { answerEncodings, type AnswerKey } from '@maru/credentials/answer-encryption.ts'
import { signJwt } from '@maru/credentials/jwt.ts'
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import { cardKeyIds, type CardKeys } from './keys.ts'
import { cardType, officePath } from './metadata.ts'

export interface Question {
  readonly id: string
  readonly nonce: string
  /** The answer is encrypted to it. */
  readonly key: AnswerKey
  readonly asks: readonly Attribute[]
  readonly name: { readonly ko: string; readonly en: string }
  readonly issuedAtSeconds: number
  readonly expiresAtSeconds: number
}

export interface Asker {
  readonly keys: CardKeys
  readonly did: string
  readonly origin: string
}

export const clientIdOf = (did: string): string => `decentralized_identifier:${did}`

export const signQuestion = ({ keys, did, origin }: Asker, question: Question): Promise<string> =>
  signJwt(
    { alg: 'ES256', typ: 'oauth-authz-req+jwt', kid: `${did}#${cardKeyIds.check}` },
    {
      aud: 'https://self-issued.me/v2',
      iat: question.issuedAtSeconds,
      exp: question.expiresAtSeconds,
      response_type: 'vp_token',
      response_mode: 'direct_post.jwt',
      client_id: clientIdOf(did),
      response_uri: `${origin}${officePath}/responses/${question.id}`,
      nonce: question.nonce,
      state: question.id,
      dcql_query: queryFor(origin, claimsAsked(question.asks)),
      client_metadata: {
        client_name: question.name.en,
        'client_name#ko': question.name.ko,
        jwks: { keys: [question.key.publicJwk] },
        encrypted_response_enc_values_supported: [...answerEncodings],
        vp_formats_supported: {
          'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
        },
      },
    },
    keys.check,
  )

/** That the card is valid is said by showing it. */
export const claimsAsked = (asks: readonly Attribute[]): readonly string[] =>
  asks.filter((name) => name !== 'card')

/** DCQL (section 6): one card of this city, with these claims. */
const queryFor = (origin: string, claims: readonly string[]) => ({
  credentials: [
    {
      id: 'card',
      format: 'dc+sd-jwt',
      meta: { vct_values: [cardType(origin)] },
      // Left out where nothing is asked: an empty list is none (section 6.1).
      ...(claims.length > 0 && { claims: claims.map((name) => ({ path: pathOf(name) })) }),
    },
  ],
})

const pathOf = (name: string): (string | null)[] =>
  name === 'facility_grants' ? ['facility_grants', null] : [name]
