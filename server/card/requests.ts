/** What residents, registrars and facilities ask of the office by a signed request, which is never recorded. */
import type { Ledger } from '@maru/kernel/ledger.ts'
import { cardReads } from '@maru/services/card/reads.ts'
import { facilityName } from '@maru/services/card/inputs.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { accountId } from '@maru/services/schemas.ts'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import type { SignedRequest } from '../signed-request.ts'
import { asked, type CardChecks } from './checks.ts'
import type { Grants, Submit } from './grants.ts'
import { flows, type CardIssuer } from './issuer.ts'
import type { CardOffice, CardState } from './office.ts'
import type { CardTables } from './tables.ts'

export interface RequestsOptions {
  readonly ledger: Ledger
  readonly tables: CardTables
  readonly office: CardOffice
  readonly issuer: CardIssuer
  readonly checks: CardChecks
  readonly grants: Grants
  readonly hasWallets: () => boolean
}

const nothing = z.strictObject({})
const ofAccount = z.strictObject({ account: accountId })
const flow = z.enum(flows).default('pre-authorized_code')
const givenAccess = {
  facility: facilityName,
  account: accountId,
  salt: z.string().regex(/^[0-9a-f]{32,64}$/),
}
const transaction = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= 16_384,
  'a signed transaction',
)
const inputs = {
  /** A card for whoever asks. */
  'ask-for-card': z.strictObject({ flow }),
  'my-card': nothing,
  'suspend-my-card': nothing,
  'restore-my-card': nothing,
  /** For registrars, at the desk. */
  'offer-card': z.strictObject({ account: accountId, flow }),
  'card-of': ofAccount,
  /** For facilities. */
  'start-check': z.strictObject({ facility: facilityName, asks: asked }),
  'give-access': z.strictObject(givenAccess),
  /** The same with its transaction, which the office submits. */
  'grant-access': z.strictObject({ ...givenAccess, transaction }),
  /** For facilities and registrars. */
  'list-access': z.strictObject({
    facility: facilityName,
    account: accountId.optional(),
    after: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
} as const

export const createRequests = (options: RequestsOptions) => {
  const { ledger, tables, office, issuer, checks, grants, hasWallets } = options
  const view = () => ledger.snapshot().view

  const cardOf = async (account: string) => {
    const card = await tables.cardOf(account)
    if (!card) return { card: null }
    const { commitment, issuedAtSeconds, expiresAtSeconds, indexes } = card
    const row = cardReads.cardOf(view(), commitment)
    return {
      card: {
        commitment,
        // Until it is recorded with others, it is valid all the same.
        state: row?.state ?? 'active',
        suspendedBy: row?.suspendedBy ?? null,
        isRecorded: row !== undefined,
        copies: indexes.length,
        issuedAt: issuedAtSeconds * 1_000,
        expiresAt: expiresAtSeconds * 1_000,
      },
    }
  }

  const change = async (account: string, to: CardState) => {
    const card = await tables.cardOf(account)
    if (!card) throw new Problem('W47-no-card')
    const row = cardReads.cardOf(view(), card.commitment)
    // The office may be a registrar too, and then the ledger would let it.
    if (to === 'active' && row?.suspendedBy === 'registrar') throw new Problem('K7-suspended-by-registrar')
    const code = await office.change(card.commitment, to, 'holder-asked')
    if (code !== undefined) throw new Problem(code)
    return cardOf(account)
  }

  const requireRegistrar = (account: string): void => {
    if (!residentsReads.hasRole(view(), account, 'registrar')) throw new Problem('W48-not-registrar')
  }

  const offerAtDesk = ({ account, flow }: z.infer<(typeof inputs)['offer-card']>) =>
    issuer.offer(account, { flow, atDesk: true })

  const answer = async ({ account, action, input }: SignedRequest, submit: Submit): Promise<object> => {
    const parse = <Name extends keyof typeof inputs>(name: Name): z.infer<(typeof inputs)[Name]> => {
      const parsed = inputs[name].safeParse(input)
      if (!parsed.success) throw new Problem('T11-input-malformed', parsed.error.issues[0]?.path.join('.'))
      return parsed.data as z.infer<(typeof inputs)[Name]>
    }
    switch (action) {
      case 'ask-for-card':
        return { offer: issuer.offer(account, { ...parse(action), atDesk: false }).offer }
      case 'my-card':
        parse(action)
        return { ...(await cardOf(account)), hasWallets: hasWallets() }
      case 'suspend-my-card':
        parse(action)
        return change(account, 'suspended')
      case 'restore-my-card':
        parse(action)
        return change(account, 'active')
      case 'offer-card':
        requireRegistrar(account)
        return offerAtDesk(parse(action))
      case 'card-of':
        requireRegistrar(account)
        return cardOf(parse(action).account)
      case 'start-check': {
        const { facility, asks } = parse(action)
        return checks.start(account, facility, asks)
      }
      case 'give-access':
        return grants.give(account, parse(action))
      case 'grant-access': {
        const { transaction, ...given } = parse(action)
        return grants.record(account, given, transaction, submit)
      }
      case 'list-access':
        return grants.list(account, parse(action))
      default:
        throw new Problem('T10-unknown-action', 'action')
    }
  }
  return answer
}
