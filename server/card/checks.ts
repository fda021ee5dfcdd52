/**
 * OpenID4VP 1.0: a facility asks, a wallet answers. The question is a signed request object that names the facility;
 * the answer goes to an address of this question's own, once, and is bound to its nonce. Nothing of it is kept longer
 * than it takes the facility to read it.
 */
import { verifyCredential } from '@maru/credentials/credential.ts'
import { isObject, type JsonObject } from '@maru/credentials/json.ts'
import { signJwt, type Jwt, type Key } from '@maru/credentials/jwt.ts'
import { CredentialProblem } from '@maru/credentials/problem.ts'
import { checkStatus } from '@maru/credentials/status-list.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { attributes, type Attribute } from '@maru/services/sign-in/attributes.ts'
import { cardReads } from '@maru/services/card/reads.ts'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import { cardKeyIds, type CardKeys } from './keys.ts'
import { statusUri } from './issuer.ts'
import { announcedKey } from './announced-key.ts'
import { cardType, officePath } from './metadata.ts'
import type { CardOffice } from './office.ts'
import { createExpiring, createSecret } from './secrets.ts'

export interface ChecksOptions {
  readonly ledger: Ledger
  readonly office: CardOffice
  readonly keys: CardKeys
  readonly did: string
  readonly origin: string
  readonly now: () => number
}

interface Check {
  readonly id: string
  readonly nonce: string
  readonly request: string
  readonly asks: readonly Attribute[]
  outcome: CheckOutcome
}

export type CheckOutcome =
  | { readonly state: 'waiting' | 'declined' }
  | { readonly state: 'accepted'; readonly claims: JsonObject; readonly shownAt: number }
  | { readonly state: 'refused'; readonly code: string }

const aliveMs = 5 * 60_000
export const answerAgeSecondsMax = 300

export const createChecks = ({ ledger, office, keys, did, origin, now }: ChecksOptions) => {
  const byId = createExpiring<Check>(now, { aliveMs, countMax: 10_000 })
  const bySecret = createExpiring<Check>(now, { aliveMs, countMax: 10_000 })
  const clientId = `decentralized_identifier:${did}`

  /** For the facility whose account asks. */
  const start = async (account: string, facility: string, asks: readonly Attribute[]) => {
    const row = cardReads.facilityOf(ledger.snapshot().view, facility)
    if (row?.account !== account) throw new Problem('W43-not-facility')
    if (!office.isAnnounced()) throw new Problem('W41-no-issuer')
    const [id, nonce, secret] = [createSecret(), createSecret(), createSecret()]
    const seconds = Math.floor(now() / 1_000)
    const request = await signJwt(
      { alg: 'ES256', typ: 'oauth-authz-req+jwt', kid: `${did}#${cardKeyIds.check}` },
      {
        aud: 'https://self-issued.me/v2',
        iat: seconds,
        exp: seconds + aliveMs / 1_000,
        response_type: 'vp_token',
        response_mode: 'direct_post',
        client_id: clientId,
        response_uri: `${origin}${officePath}/responses/${id}`,
        nonce,
        state: id,
        dcql_query: queryFor(origin, asks),
        client_metadata: {
          client_name: row.en,
          'client_name#ko': row.ko,
          vp_formats_supported: {
            'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
          },
        },
      },
      keys.check,
    )
    const check: Check = { id, nonce, request, asks, outcome: { state: 'waiting' } }
    byId.add(id, check)
    bySecret.add(secret, check)
    const query = new URLSearchParams({
      client_id: clientId,
      request_uri: `${origin}${officePath}/requests/${id}`,
    }).toString()
    return { check: secret, link: `${origin}/card/show?${query}`, walletLink: `openid4vp://?${query}` }
  }

  const requestOf = (id: string): string => found(byId.get(id)).request

  /** The wallet's answer (section 8.2). What is wrong with it is told to both, by the same code. */
  const answer = async (id: string, form: { readonly [name: string]: string }): Promise<void> => {
    const check = found(byId.get(id))
    if (check.outcome.state !== 'waiting') throw new Problem('W45-answered-already')
    if (form['state'] !== check.id) throw new Problem('W46-answer-malformed', 'state')
    if (form['error'] !== undefined) {
      check.outcome = { state: 'declined' }
      return
    }
    // Taken before the first wait, so that of two answers at once one is judged.
    check.outcome = { state: 'refused', code: 'W45-answered-already' }
    try {
      check.outcome = await judge(check, presentationIn(form['vp_token']))
    } catch (error) {
      const isRefusal = error instanceof CredentialProblem || error instanceof Problem
      check.outcome = { state: 'refused', code: isRefusal ? error.code : 'S9-internal' }
      throw error
    }
  }

  const judge = async ({ nonce, asks }: Check, text: string): Promise<CheckOutcome> => {
    const nowSeconds = Math.floor(now() / 1_000)
    const { claims, status, shownAtSeconds } = await verifyCredential(text, {
      issuerKey,
      type: cardType(origin),
      nowSeconds,
      binding: { nonce, audience: clientId, ageSecondsMax: answerAgeSecondsMax },
    })
    const list = { bits: 2 as const, bytes: office.published(), uri: statusUri(origin) }
    checkStatus({ ...list, issuedAtSeconds: nowSeconds, expiresAtSeconds: nowSeconds }, status)
    const wanted = asks.flatMap((name) => claimNameOf(name))
    const missing = wanted.find((name) => !Object.hasOwn(claims, name))
    if (missing !== undefined) throw new CredentialProblem('W22-claim-missing', missing)
    return {
      state: 'accepted',
      // What was shown beyond the question is not the facility's to see.
      claims: Object.fromEntries(wanted.map((name) => [name, claims[name]!])),
      shownAt: (shownAtSeconds ?? nowSeconds) * 1_000,
    }
  }

  const issuerKey = (unverified: Jwt): Key => announcedKey(ledger.snapshot().view, unverified)

  return {
    start,
    requestOf,
    answer,
    outcomeOf: (secret: string): CheckOutcome => found(bySecret.get(secret)).outcome,
  }
}

export type CardChecks = ReturnType<typeof createChecks>

export const asked = z.array(z.enum(attributes)).min(1).max(attributes.length)

/** DCQL (section 6): one card of this city, with these claims. */
const queryFor = (origin: string, asks: readonly Attribute[]) => ({
  credentials: [
    {
      id: 'card',
      format: 'dc+sd-jwt',
      meta: { vct_values: [cardType(origin)] },
      claims: asks.flatMap((name) => claimNameOf(name)).map((name) => ({ path: pathOf(name) })),
    },
  ],
})

const pathOf = (name: string): (string | null)[] =>
  name === 'facility_grants' ? ['facility_grants', null] : [name]

/** That the card is valid is said by showing it. */
const claimNameOf = (name: Attribute): readonly string[] => (name === 'card' ? [] : [name])

const presentationIn = (text: string | undefined): string => {
  let token: unknown
  try {
    token = JSON.parse(text ?? '')
  } catch {
    throw new Problem('W46-answer-malformed', 'vp_token')
  }
  const shown = isObject(token) ? token['card'] : undefined
  if (!Array.isArray(shown) || shown.length !== 1 || typeof shown[0] !== 'string')
    throw new Problem('W46-answer-malformed', 'vp_token')
  return shown[0]
}

const found = (check: Check | undefined): Check => {
  if (!check) throw new Problem('W44-check-unknown')
  return check
}
