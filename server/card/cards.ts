/** The card office of a city: what the routes are handed. docs/spec/card.md says who asks for what. */
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { cardReads } from '@maru/services/card/reads.ts'
import { createRequestMemory } from '../notices/request-memory.ts'
import { createGate } from '../signed-request.ts'
import type { WalletAuthorization } from '../sign-in/wallets.ts'
import type { KeyService } from '../vault/key-service.ts'
import type { Vault } from '../vault/vault.ts'
import { createChecks, type CardChecks } from './checks.ts'
import type { OfficeDid } from './did.ts'
import { createGrants, type Submit } from './grants.ts'
import { createIssuer, type CardIssuer } from './issuer.ts'
import type { CardKeys } from './keys.ts'
import { authorizationServerMetadata, issuerMetadata, officePath, typeMetadata } from './metadata.ts'
import { createOffice, type OfficeAccount } from './office.ts'
import type { CardOffers } from './offers.ts'
import { createRequests } from './requests.ts'
import { createStatusToken } from './status-token.ts'
import { openCardTables } from './tables.ts'

export interface CardsOptions {
  readonly folder: string
  readonly ledger: Ledger
  readonly verifySignature: VerifySignature
  readonly vault: Pick<Vault, 'read'>
  readonly keyService: KeyService
  readonly keys: CardKeys
  readonly did: OfficeDid
  readonly office: OfficeAccount
  /** Where people and wallets reach this server, as `https://maru.example.org`. */
  readonly origin: string
  readonly utcOffsetMinutes: number
  /** Without it wallets fetch cards with codes from the app or the desk only. */
  readonly authorization?: () => WalletAuthorization | undefined
  readonly warn: (line: string) => void
  readonly recordAfterMs?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

export interface Cards {
  readonly request: (bytes: Uint8Array, submit: Submit) => Promise<object>
  readonly issuer: Pick<CardIssuer, 'token' | 'credential' | 'createNonce'>
  readonly checks: Pick<CardChecks, 'requestOf' | 'answer' | 'outcomeOf' | 'startSignIn' | 'takeSignIn'>
  /** Whom a wallet's request, which says that it follows an offer, may give a card to. */
  readonly offers: Pick<CardOffers, 'accountOf' | 'use'>
  readonly isAnnounced: () => boolean
  /** Whether somebody has a card that is valid, and where they may go in. */
  readonly heldBy: (
    account: string,
  ) => Promise<{ readonly isValid: boolean; readonly facilities: readonly string[] }>
  readonly statusToken: () => Promise<string>
  readonly didLog: string
  /** The office's identifier, which tokens for it name. */
  readonly audience: string
  readonly metadata: {
    readonly issuer: () => object
    readonly authorizationServer: object
    readonly type: object
  }
  /** Resolves when all that was issued is recorded, and the list that is published agrees with the ledger. */
  readonly caughtUp: () => Promise<unknown>
  readonly close: () => Promise<void>
}

const minuteMs = 60_000

export const openCards = (options: CardsOptions): Cards => {
  const {
    folder,
    ledger,
    keys,
    origin,
    warn,
    verifySignature,
    recordAfterMs = minuteMs,
    authorization = () => undefined,
    now = Date.now,
  } = options
  const { did, log: didLog } = options.did
  const tables = openCardTables(folder, options.keyService)
  tables
    .rewrap()
    .catch(({ message }: Error) => warn(`records of cards are not under the newest key yet: ${message}`))
  const office = createOffice({ ledger, tables, office: options.office, did, recordAfterMs, warn })
  const grants = createGrants(ledger, tables)
  const common = { ledger, tables, office, grants, keys, did, origin, now }
  const { vault, utcOffsetMinutes } = options
  const issuer = createIssuer({ ...common, vault, utcOffsetMinutes, authorization })
  const checks = createChecks(common)
  const answer = createRequests({
    ...common,
    issuer,
    checks,
    hasWallets: () => authorization() !== undefined,
  })
  const memory = createRequestMemory(tables.requests)
  const judge = createGate({ ledger, verifySignature, now, service: 'card-office', memory })
  return {
    request: async (bytes, submit) => answer(await judge(bytes), submit),
    issuer,
    offers: issuer.offers,
    checks,
    isAnnounced: office.isAnnounced,
    heldBy: async (account) => {
      const card = await tables.cardOf(account)
      // One that was just issued is recorded a while later.
      const state = card && (cardReads.cardOf(ledger.snapshot().view, card.commitment)?.state ?? 'active')
      return {
        isValid: state === 'active' && card!.expiresAtSeconds * 1_000 > now(),
        facilities: await grants.facilitiesOf(account, now()),
      }
    },
    statusToken: createStatusToken({ published: office.published, keys, did, origin, now }),
    didLog,
    audience: origin + officePath,
    metadata: {
      issuer: () => issuerMetadata(origin, nameOf(ledger), authorization()?.issuer),
      authorizationServer: authorizationServerMetadata(origin),
      type: typeMetadata(origin),
    },
    caughtUp: office.caughtUp,
    close: async () => {
      await office.close()
      await tables.close()
    },
  }
}

const nameOf = ({ genesis }: Ledger): { readonly ko: string; readonly en: string } => {
  const { ko = '', en = ko } = genesis.name as { readonly [language: string]: string }
  return { ko: ko === '' ? en : ko, en }
}
