/**
 * What each resident agreed to: which service, what it is told, until when. The ledger has the last word: a consent that
 * was withdrawn there counts no more from that block on, and so does one to a service that is suspended or has ended.
 */
import type { Ledger } from '@maru/kernel/ledger.ts'
import { signInReads } from '@maru/services/sign-in/reads.ts'
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import { rowsOf, type StoredConsent, type Tables } from './tables.ts'

export interface Consent extends StoredConsent {
  readonly at: number
}

export type Consents = ReturnType<typeof createConsents>

/** Of one account; the oldest that has ended makes room. */
const keptMax = 200

export const createConsents = ({
  tables,
  ledger,
  now,
  revokeGrant,
}: {
  readonly tables: Tables
  readonly ledger: Ledger
  readonly now: () => number
  readonly revokeGrant: (grantId: string) => Promise<void>
}) => {
  const { consents, grants, transaction } = tables

  const ofAccount = (account: string): readonly Consent[] =>
    rowsOf(consents, account).map(({ key, value }) => ({
      ...value,
      at: key[1],
    }))

  const isInForce = ({ endedAt, until, commitment, service }: Consent): boolean => {
    const { view } = ledger.snapshot()
    return (
      endedAt === undefined &&
      until > now() &&
      signInReads.consentOf(view, commitment)?.withdrawnAt === undefined &&
      signInReads.relyingOf(view, service)?.state === 'active'
    )
  }

  const inForce = (account: string, service: string): Consent | undefined =>
    ofAccount(account).findLast((consent) => consent.service === service && isInForce(consent))

  const end = async (account: string, consent: Consent): Promise<void> => {
    if (consent.endedAt === undefined)
      await transaction(
        () => void consents.put([account, consent.at], { ...stored(consent), endedAt: now() }),
      )
    if (consent.grantId !== undefined) await revokeGrant(consent.grantId)
  }

  return {
    ofAccount,
    isInForce,
    inForce,
    end,
    byGrant: (grantId: string): Consent | undefined => {
      const key = grants.get(grantId)
      const row = key && consents.get(key)
      return row && { ...row, at: key[1] }
    },
    /** A new one takes the place of what was agreed to before. */
    give: async (account: string, given: Omit<StoredConsent, 'usedAt'>): Promise<Consent> => {
      const before = ofAccount(account)
      for (const each of before)
        if (each.service === given.service && each.endedAt === undefined) await end(account, each)
      const at = Math.max(now(), (before.at(-1)?.at ?? 0) + 1)
      const row: StoredConsent = { ...given, usedAt: now() }
      await transaction(() => {
        void consents.put([account, at], row)
        const excess = ofAccount(account).filter((each) => !isInForce(each))
        for (const each of excess.slice(0, Math.max(0, excess.length - keptMax)))
          void consents.remove([account, each.at])
      })
      return { ...row, at }
    },
    /** A grant is oidc-provider's word for what tokens are made under. */
    use: (account: string, consent: Consent, grantId: string): Promise<void> =>
      transaction(() => {
        if (consent.grantId !== undefined) void grants.remove(consent.grantId)
        void consents.put([account, consent.at], { ...stored(consent), grantId, usedAt: now() })
        void grants.put(grantId, [account, consent.at])
      }),
  }
}

/** What is told under a consent now: the registry may have been narrowed since. */
export const toldUnder = (ledger: Ledger, { service, attributes }: Consent): readonly Attribute[] => {
  const asks = signInReads.relyingOf(ledger.snapshot().view, service)?.asks ?? []
  return attributes.filter((attribute) => asks.some((each) => each.attribute === attribute))
}

const stored = ({ at: _at, ...row }: Consent): StoredConsent => row
