/**
 * What a resident's browser does between a service's request and its answer: shows who one is, and agrees or refuses.
 * Each step belongs to one interaction, which the browser shows by a cookie that only it has.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { commitAgreement } from '@maru/services/sign-in/consent.ts'
import { signInReads } from '@maru/services/sign-in/reads.ts'
import { attributes, type Attribute } from '@maru/services/sign-in/attributes.ts'
import type { Asked } from '@maru/services/sign-in/state.ts'
import type { Provider } from 'oidc-provider'
import type { Cards } from '../card/cards.ts'
import { cardConfiguration } from '../card/metadata.ts'
import { Problem } from '../problem.ts'
import type { SignedRequest } from '../signed-request.ts'
import { createChallenges } from './challenges.ts'
import type { Consents } from './consents.ts'
import type { Passkeys } from './passkeys.ts'
import { judgeReceipt } from './judge-receipt.ts'
import { lives } from './lives.ts'
import { agreedDetail, type Wallet } from './wallets.ts'

export interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly uid: string
}

export interface Details {
  readonly step: 'login' | 'consent'
  readonly service: string
  readonly ko: string
  readonly en: string
  readonly asks: readonly Asked[]
  /** An app that is to be given a Citizens Card, and no service. */
  readonly isWallet: boolean
  /** Who signed in before, in the consent step. */
  readonly account: string | null
  readonly arePasskeysOn: boolean
  readonly areCardsOn: boolean
  /** The latest end that a consent may have. */
  readonly untilMax: number
}

export interface GivenConsent {
  readonly attributes: readonly Attribute[]
  readonly until: number
  readonly salt: Uint8Array
  /** The signed act for the ledger; without it the receipt is signed later, from a device that has a key. */
  readonly transaction?: Uint8Array | undefined
}

export interface InteractionsOptions {
  readonly provider: () => Provider
  readonly ledger: Ledger
  readonly verifySignature: VerifySignature
  readonly passkeys: Passkeys
  /** Undefined where no cards are issued. */
  readonly cards: () => Pick<Cards, 'checks' | 'offers' | 'isAnnounced' | 'audience'> | undefined
  /** Scheme, host and port of this server. */
  readonly origin: string
  readonly walletOf: (client: string) => Pick<Wallet, 'ko' | 'en'> | undefined
  readonly consents: Consents
  readonly gate: (bytes: Uint8Array) => Promise<SignedRequest>
  readonly record: (id: string, bytes: Uint8Array) => Promise<void>
  readonly now: () => number
}

export type Interactions = ReturnType<typeof createInteractions>

export const createInteractions = (options: InteractionsOptions) => {
  const { provider, ledger, passkeys, cards, origin, walletOf, consents, gate, record, now } = options
  /** Which check of a card belongs to which interaction. */
  const checks = createChallenges(now)

  const find = async ({ req, res, uid }: Exchange, step?: Details['step']) => {
    const found = await provider()
      .interactionDetails(req, res)
      .catch(() => undefined)
    if (!found || found.uid !== uid) throw new Problem('X1-interaction-gone')
    if (step !== undefined && found.prompt.name !== step) throw new Problem('X13-other-step')
    const service = String(found.params['client_id'])
    const account = found.session?.accountId
    const wallet = walletOf(service)
    if (wallet) {
      const { issuer_state: mark, authorization_details: details } = found.params as AskedByWallet
      const step = found.prompt.name
      return { service, row: wallet, asks: noAsks, step, account, isWallet: true, mark, details }
    }
    const row = signInReads.relyingOf(ledger.snapshot().view, service)
    if (row?.state !== 'active') throw new Problem('X1-interaction-gone')
    const { scope } = found.params as { readonly scope?: string }
    const scopes = scope?.split(' ') ?? []
    const asks = row.asks.filter(({ attribute }) => scopes.includes(attribute))
    return { service, row, asks, step: found.prompt.name, account, isWallet: false }
  }

  /** A card that was offered is for the one to whom it was, whoever holds the phone. */
  const requireOffered = (mark: string | undefined, account: string): void => {
    if (mark !== undefined && cards()?.offers.accountOf(mark) !== account)
      throw new Problem('X16-offered-to-another')
  }

  /** Where the browser goes on. */
  const logIn = async (exchange: Exchange, account: string): Promise<string> => {
    const { account: before, mark } = await find(exchange, 'login')
    if (!residentsReads.isResident(ledger.snapshot().view, account)) throw new Problem('X2-not-resident')
    // Somebody else's session is theirs to end.
    if (before !== undefined && before !== account) throw new Problem('X6-another-account')
    requireOffered(mark, account)
    // Ends with the browser: the machine may be one of many people's.
    const login = { accountId: account, remember: false }
    return provider().interactionResult(exchange.req, exchange.res, { login })
  }

  return {
    details: async (exchange: Exchange): Promise<Details> => {
      const { service, row, asks, step, account = null, isWallet } = await find(exchange)
      return {
        step: step === 'consent' ? 'consent' : 'login',
        service,
        ko: row.ko,
        en: row.en,
        asks,
        isWallet,
        account,
        arePasskeysOn: passkeys.isOn,
        areCardsOn: cards()?.isAnnounced() === true,
        untilMax: now() + lives.Grant * 1_000,
      }
    },

    passkeyOptions: async (exchange: Exchange) => {
      await find(exchange, 'login')
      if (!passkeys.isOn) throw new Problem('X9-passkeys-off')
      return passkeys.requestOptions(exchange.uid)
    },

    passkey: async (exchange: Exchange, response: AuthenticationResponseJSON): Promise<string> => {
      await find(exchange, 'login')
      return logIn(exchange, await passkeys.judge(exchange.uid, response))
    },

    /** Asks for the card, on this device or by a picture on another: the wallet is told a code for this browser. */
    cardRequest: async (exchange: Exchange) => {
      const { row } = await find(exchange, 'login')
      const office = cards()
      if (!office?.isAnnounced()) throw new Problem('X14-cards-off')
      const { check, link, walletLink } = await office.checks.startSignIn(
        // So that nobody takes it for a facility's question.
        { ko: `${row.ko} 로그인`, en: `Sign-in to ${row.en}` },
        (code) => `${origin}/sign-in/${exchange.uid}?code=${code}`,
      )
      checks.put(exchange.uid, check)
      return { link, walletLink }
    },

    card: async (exchange: Exchange, code: string): Promise<string> => {
      await find(exchange, 'login')
      const check = checks.get(exchange.uid)
      const office = cards()
      if (check === undefined || !office) throw new Problem('X15-card-refused')
      return logIn(exchange, await office.checks.takeSignIn(check, code))
    },

    /** By a key of the account: it signs for this one interaction. */
    device: async (exchange: Exchange, bytes: Uint8Array): Promise<string> => {
      await find(exchange, 'login')
      const { account, action, input } = await gate(bytes)
      const { interaction } = input as { readonly interaction?: unknown }
      if (action !== 'prove' || interaction !== exchange.uid) throw new Problem('X5-signed-for-another')
      return logIn(exchange, account)
    },

    consent: async (exchange: Exchange, given: GivenConsent): Promise<string> => {
      const { service, asks, account, isWallet } = await find(exchange, 'consent')
      if (account === undefined || isWallet) throw new Problem('X13-other-step')
      const asked = asks.map(({ attribute }) => attribute)
      // In the one order there is, so that a set has one commitment.
      const chosen = attributes.filter((each) => given.attributes.includes(each))
      const isFit = chosen.length === given.attributes.length && chosen.every((each) => asked.includes(each))
      const isTimely = given.until > now() && given.until <= now() + lives.Grant * 1_000
      if (!isFit || !isTimely || given.salt.length !== 32) throw new Problem('X4-consent-malformed')
      const { chain } = ledger.genesis
      const agreement = { chain, service, attributes: chosen, until: given.until }
      const commitment = commitAgreement(ledger.rules.hash, given.salt, agreement)
      const id = given.transaction && (await judgeReceipt(options, given.transaction, account, commitment))
      await consents.give(account, {
        service,
        attributes: chosen,
        asked,
        until: given.until,
        commitment: bytesToHex(commitment),
        salt: bytesToHex(given.salt),
      })
      if (id !== undefined) await record(id, given.transaction!)
      return provider().interactionResult(exchange.req, exchange.res, { consent: {} })
    },

    /** A card goes to a wallet: agreed to each time, for this one time, and kept for no longer than it takes. */
    agreeToCard: async (exchange: Exchange): Promise<string> => {
      const { service, account, isWallet, mark, details } = await find(exchange, 'consent')
      if (account === undefined || !isWallet) throw new Problem('X13-other-step')
      const { audience, offers } = cards() ?? {}
      if (audience === undefined || !offers) throw new Problem('X14-cards-off')
      requireOffered(mark, account)
      if (mark !== undefined && !offers.use(mark)) throw new Problem('X16-offered-to-another')
      const { Grant } = provider()
      const grant = new Grant({ accountId: account, clientId: service })
      grant.addResourceScope(audience, cardConfiguration)
      const detail = agreedDetail(details, audience)
      if (detail) grant.addRar(detail)
      const grantId = await grant.save()
      return provider().interactionResult(exchange.req, exchange.res, { consent: { grantId } })
    },

    refuse: async (exchange: Exchange): Promise<string> => {
      await find(exchange)
      const result = { error: 'access_denied', error_description: 'the resident refused' }
      return provider().interactionResult(exchange.req, exchange.res, result, {
        mergeWithLastSubmission: false,
      })
    },
  }
}

const noAsks: readonly Asked[] = []

interface AskedByWallet {
  readonly issuer_state?: string
  readonly authorization_details?: string
}
