/** OpenID4VCI 1.0: a code from the app or the desk and a token for it, or a token of the city's provider; a card for that. */
import type { JWK } from 'jose'
import { z } from 'zod'
import { isObject } from '@maru/credentials/json.ts'
import { parseUnverifiedJwt, secondsOf, verifyJwt } from '@maru/credentials/jwt.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { Problem } from '../problem.ts'
import type { WalletAuthorization } from '../sign-in/wallets.ts'
import { createAccess, type ShownAccess } from './access.ts'
import { publicPart } from './keys.ts'
import { createCardMaker, type CardMakerOptions } from './make-cards.ts'
import { cardConfiguration, copiesMax, officePath, preAuthorizedGrant } from './metadata.ts'
import { createOffers } from './offers.ts'
import { createExpiring, createNonces, createSecret } from './secrets.ts'

export interface IssuerOptions extends CardMakerOptions {
  /** The city's OpenID provider, where wallets fetch cards by it. */
  readonly authorization: () => WalletAuthorization | undefined
}

export const flows = ['pre-authorized_code', 'authorization_code'] as const
type Flow = (typeof flows)[number]

const minuteMs = 60_000
const proofAgeSecondsMax = 300

export const createIssuer = (options: IssuerOptions) => {
  const { ledger, office, origin, now } = options
  const tokens = createExpiring<string>(now, { aliveMs: 10 * minuteMs, countMax: 10_000 })
  const nonces = createNonces(now, { aliveMs: 5 * minuteMs, countMax: 100_000 })
  const audience = origin + officePath
  const offers = createOffers({ audience, authorization: options.authorization, now })
  const makeCards = createCardMaker(options)
  const accessOf = createAccess({ own: tokens, authorization: options.authorization, audience, now })

  const requireResident = (account: string): void => {
    if (!office.isAnnounced()) throw new Problem('W41-no-issuer')
    if (!residentsReads.isResident(ledger.snapshot().view, account)) throw new Problem('W39-not-resident')
  }

  /** With a code for whoever gets it, or for a wallet of others, which shows who asks at the city's provider. */
  const offer = (account: string, how: { readonly atDesk: boolean; readonly flow: Flow }) => {
    requireResident(account)
    return how.flow === 'authorization_code'
      ? offers.forWallet(account)
      : offers.withCode(account, how.atDesk)
  }

  /** Section 6. */
  const token = (form: { readonly [name: string]: string }) => {
    if (form['grant_type'] !== preAuthorizedGrant) throw new Problem('W31-grant-unknown')
    // Asked before the code is spent. A wallet that was led here by somebody else's metadata names them (RFC 8707).
    if (form['resource'] !== undefined && form['resource'] !== audience) throw new Problem('W58-other-target')
    const account = offers.redeem(form['pre-authorized_code'] ?? '', form['tx_code'])
    requireResident(account)
    const access = createSecret()
    tokens.add(access, account)
    return { access_token: access, token_type: 'Bearer', expires_in: 600 }
  }

  /** Section 8: the proofs are checked, then the token is spent. */
  const credential = async (shown: ShownAccess, body: unknown) => {
    const { account, identifiers, spend } = await accessOf(shown)
    const parsed = credentialRequest.safeParse(body)
    if (!parsed.success) throw new Problem('W38-request-malformed', parsed.error.issues[0]?.path.join('.'))
    requireAskedFor(parsed.data, identifiers)
    const holders: JWK[] = []
    for (const proof of parsed.data.proofs.jwt) holders.push(await holderOf(proof))
    if (new Set(holders.map(({ x, y }) => `${x}.${y}`)).size < holders.length)
      throw new Problem('W36-proof-refused', 'one key twice')
    // All copies may be asked for under one nonce, which is then spent.
    if (
      new Set(parsed.data.proofs.jwt.map(nonceOf)).size > 1 ||
      !nonces.use(nonceOf(parsed.data.proofs.jwt[0]!))
    )
      throw new Problem('W35-nonce-unknown')
    await spend()
    requireResident(account)
    return { credentials: (await makeCards(account, holders)).map((credential) => ({ credential })) }
  }

  /** Section 8.2: by the identifier that came with the token, else by the kind of card, and never by both. */
  const requireAskedFor = (
    asked: z.infer<typeof credentialRequest>,
    identifiers?: readonly string[],
  ): void => {
    const { credential_configuration_id: id, credential_identifier: identifier } = asked
    if ((identifiers ? id : identifier) !== undefined)
      throw new Problem(
        'W38-request-malformed',
        identifiers ? 'credential_configuration_id' : 'credential_identifier',
      )
    if (identifiers && !identifiers.includes(identifier ?? '')) throw new Problem('W63-identifier-unknown')
    if (!identifiers && id !== cardConfiguration) throw new Problem('W37-configuration-unknown')
  }

  /** Appendix F.1: a JWT of the key that the card is to be bound to. */
  const holderOf = async (proof: string): Promise<JWK> => {
    try {
      const { jwk } = parseUnverifiedJwt(proof).header
      if (!isObject(jwk) || jwk['crv'] !== 'P-256' || Object.hasOwn(jwk, 'd')) throw new Error('jwk')
      const { payload } = await verifyJwt(proof, jwk, { types: ['openid4vci-proof+jwt'] })
      const issuedAt = secondsOf(payload, 'iat')
      if (payload['aud'] !== audience) throw new Error('aud')
      if (issuedAt === undefined || Math.abs(issuedAt - now() / 1_000) > proofAgeSecondsMax)
        throw new Error('iat')
      return publicPart(jwk)
    } catch (error) {
      throw new Problem('W36-proof-refused', (error as Error).message)
    }
  }

  return { offer, offers, token, credential, createNonce: () => ({ c_nonce: nonces.create() }) }
}

export type CardIssuer = ReturnType<typeof createIssuer>

const credentialRequest = z.object({
  credential_configuration_id: z.string().max(100).optional(),
  credential_identifier: z.string().max(100).optional(),
  proofs: z.strictObject({ jwt: z.array(z.string().max(4_096)).min(1).max(copiesMax) }),
})

const nonceOf = (proof: string): string => {
  const { nonce } = parseUnverifiedJwt(proof).payload
  return typeof nonce === 'string' ? nonce : ''
}
