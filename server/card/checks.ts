/**
 * OpenID4VP 1.0: a facility asks, a wallet answers. The question is a signed request object that names the facility;
 * the answer goes to an address of this question's own, once, and is bound to its nonce. Nothing of it is kept longer
 * than it takes the facility to read it.
 */
import { randomInt } from 'node:crypto'
import { createAnswerKey, openAnswer, type AnswerKey } from '@maru/credentials/answer-encryption.ts'
import { verifyCredential } from '@maru/credentials/credential.ts'
import { isObject, type JsonObject } from '@maru/credentials/json.ts'
import type { Jwt, Key } from '@maru/credentials/jwt.ts'
import { CredentialProblem } from '@maru/credentials/problem.ts'
import { checkStatus } from '@maru/credentials/status-list.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { attributes, type Attribute } from '@maru/services/sign-in/attributes.ts'
import { cardReads } from '@maru/services/card/reads.ts'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import type { CardKeys } from './keys.ts'
import { announcedKey } from './announced-key.ts'
import { cardType, officePath, statusUri } from './metadata.ts'
import type { CardOffice } from './office.ts'
import { claimsAsked, clientIdOf, signQuestion } from './question.ts'
import type { CardTables } from './tables.ts'
import { createExpiring, createSecret } from './secrets.ts'

export interface ChecksOptions {
  readonly ledger: Ledger
  readonly office: CardOffice
  readonly tables: Pick<CardTables, 'ownerOf'>
  readonly keys: CardKeys
  readonly did: string
  readonly origin: string
  readonly now: () => number
}

interface Check {
  readonly id: string
  readonly nonce: string
  readonly request: string
  /** Of this question alone. */
  readonly key: AnswerKey
  readonly asks: readonly Attribute[]
  outcome: CheckOutcome
  /** Of a sign-in: what leads from the wallet's answer back to the browser that began it. */
  readonly signIn?: SigningIn
}

interface SigningIn {
  readonly code: string
  readonly backTo: string
  triesLeft: number
  /** The number of the card that was shown. */
  shown?: number
}

interface Named {
  readonly ko: string
  readonly en: string
}

export type CheckOutcome =
  | { readonly state: 'waiting' | 'declined' }
  | { readonly state: 'accepted'; readonly claims: JsonObject; readonly shownAt: number }
  | { readonly state: 'refused'; readonly code: string }

const aliveMs = 5 * 60_000
const triesMax = 5
export const answerAgeSecondsMax = 300

export const createChecks = ({ ledger, office, tables, keys, did, origin, now }: ChecksOptions) => {
  const byId = createExpiring<Check>(now, { aliveMs, countMax: 10_000 })
  const bySecret = createExpiring<Check>(now, { aliveMs, countMax: 10_000 })
  const clientId = clientIdOf(did)

  /** For the facility whose account asks. */
  const start = async (account: string, facility: string, asks: readonly Attribute[]) => {
    const row = cardReads.facilityOf(ledger.snapshot().view, facility)
    if (row?.account !== account) throw new Problem('W43-not-facility')
    if (row.closedAt !== undefined) throw new Problem('W65-facility-closed')
    return open(row, asks)
  }

  /** For the provider of sign-ins. Showing the card says who it is; nothing else is asked. */
  const startSignIn = (name: Named, backTo: (code: string) => string) => {
    const code = String(randomInt(10 ** 8)).padStart(8, '0')
    return open(name, [], { code, backTo: backTo(code), triesLeft: triesMax })
  }

  const open = async ({ ko, en }: Named, asks: readonly Attribute[], signIn?: SigningIn) => {
    if (!office.isAnnounced()) throw new Problem('W41-no-issuer')
    const [id, nonce, secret] = [createSecret(), createSecret(), createSecret()]
    const key = await createAnswerKey()
    const issuedAtSeconds = Math.floor(now() / 1_000)
    const times = { issuedAtSeconds, expiresAtSeconds: issuedAtSeconds + aliveMs / 1_000 }
    const question = { id, nonce, key, asks, name: { ko, en }, ...times }
    const request = await signQuestion({ keys, did, origin }, question)
    const outcome = { state: 'waiting' } as const
    const check: Check = { id, nonce, request, key, asks, outcome, ...(signIn && { signIn }) }
    byId.add(id, check)
    bySecret.add(secret, check)
    const query = new URLSearchParams({
      client_id: clientId,
      request_uri: `${origin}${officePath}/requests/${id}`,
    }).toString()
    return { check: secret, link: `${origin}/card/show?${query}`, walletLink: `openid4vp://?${query}` }
  }

  const requestOf = (id: string): string => found(byId.get(id)).request

  /** The wallet's answer (section 8.3.1). What is wrong with it is told to both, by the same code. */
  const answer = async (id: string, form: Form): Promise<object> => {
    const check = found(byId.get(id))
    // What cannot be read is no answer: whoever knows the address alone cannot use the question up.
    const given = check.outcome.state === 'waiting' ? await answerIn(form, check.key) : {}
    if (check.outcome.state !== 'waiting') throw new Problem('W45-answered-already')
    if (given['state'] !== check.id) throw new Problem('W46-answer-malformed', 'state')
    if (given['error'] !== undefined) {
      check.outcome = { state: 'declined' }
      return {}
    }
    // Taken before the first wait, so that of two answers at once one is judged.
    check.outcome = { state: 'refused', code: 'W45-answered-already' }
    try {
      check.outcome = await judge(check, presentationIn(given['vp_token']))
    } catch (error) {
      const isRefusal = error instanceof CredentialProblem || error instanceof Problem
      check.outcome = { state: 'refused', code: isRefusal ? error.code : 'S9-internal' }
      throw error
    }
    // Section 8.2: on the same device the browser goes on by itself; on another the code is typed where it began.
    return check.signIn ? { redirect_uri: check.signIn.backTo } : {}
  }

  /**
   * The account whose card was shown, once, to who has the code. It is told to the wallet alone: who made somebody else
   * scan a picture of theirs does not have it.
   */
  const takeSignIn = async (secret: string, code: string): Promise<string> => {
    const { signIn, outcome } = found(bySecret.get(secret))
    if (!signIn || signIn.triesLeft <= 0) throw new Problem('W44-check-unknown')
    signIn.triesLeft--
    const isRight = outcome.state === 'accepted' && code === signIn.code
    const account = isRight && signIn.shown !== undefined ? await tables.ownerOf(signIn.shown) : undefined
    if (account === undefined) throw new Problem('X15-card-refused')
    signIn.triesLeft = 0
    return account
  }

  const judge = async ({ nonce, asks, signIn }: Check, text: string): Promise<CheckOutcome> => {
    const nowSeconds = Math.floor(now() / 1_000)
    const { claims, status, shownAtSeconds } = await verifyCredential(text, {
      issuerKey,
      type: cardType(origin),
      nowSeconds,
      binding: { nonce, audience: clientId, ageSecondsMax: answerAgeSecondsMax },
    })
    const list = { bits: 2 as const, bytes: office.published(), uri: statusUri(origin) }
    const times = { issuedAtSeconds: nowSeconds, expiresAtSeconds: nowSeconds + 1, ttlSeconds: 0 }
    checkStatus({ ...list, ...times }, status, nowSeconds)
    if (signIn && status) signIn.shown = status.index
    const wanted = claimsAsked(asks)
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
    startSignIn,
    takeSignIn,
    requestOf,
    answer,
    outcomeOf: (secret: string): CheckOutcome => found(bySecret.get(secret)).outcome,
  }
}

export type CardChecks = ReturnType<typeof createChecks>

export const asked = z.array(z.enum(attributes)).min(1).max(attributes.length)

interface Form {
  readonly [name: string]: string
}

/** Sealed to this question's key; but a wallet that cannot do that may say so in the open (section 8.3.1). */
const answerIn = async (form: Form, key: AnswerKey): Promise<JsonObject> => {
  const { response, vp_token: open, error } = form
  if (response !== undefined && open === undefined) return openAnswer(response, key)
  if (open !== undefined || error === undefined) throw new Problem('W60-answer-unencrypted')
  return form
}

const presentationIn = (token: unknown): string => {
  const shown = isObject(token) ? token['card'] : undefined
  if (!Array.isArray(shown) || shown.length !== 1 || typeof shown[0] !== 'string')
    throw new Problem('W46-answer-malformed', 'vp_token')
  return shown[0]
}

const found = (check: Check | undefined): Check => {
  if (!check) throw new Problem('W44-check-unknown')
  return check
}
