/**
 * What each resident agreed to: which service, what it is told, until when. The ledger has the last word: a consent that
 * was withdrawn there counts no more from that block on, and so does one to a service that is suspended or has ended.
 */
import type { Ledger } from '@maru/kernel/ledger.ts'
import { signInReads } from '@maru/services/sign-in/reads.ts'
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import type { StoredConsent, Tables } from './tables.ts'

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
  const { consents, grants, keyOf, transaction } = tables

  /** The oldest first. */
  const ofAccount = (account: string): readonly StoredConsent[] =>
    consents.of(keyOf.ofAccount(account)).toSorted((one, other) => one.at - other.at)

  const isInForce = ({ endedAt, until, commitment, service }: StoredConsent): boolean => {
    const { view } = ledger.snapshot()
    return (
      endedAt === undefined &&
      until > now() &&
      signInReads.consentOf(view, commitment)?.withdrawnAt === undefined &&
      signInReads.relyingOf(view, service)?.state === 'active'
    )
  }

  const inForce = (account: string, service: string): StoredConsent | undefined =>
    ofAccount(account).findLast((consent) => consent.service === service && isInForce(consent))

  const end = async (account: string, consent: StoredConsent): Promise<void> => {
    if (consent.endedAt === undefined)
      await transaction(() =>
        consents.put(keyOf.consent(account, consent.at), { ...consent, endedAt: now() }),
      )
    if (consent.grantId !== undefined) await revokeGrant(consent.grantId)
  }

  return {
    ofAccount,
    isInForce,
    inForce,
    end,
    byGrant: (grantId: string): StoredConsent | undefined => {
      const found = grants.get(keyOf.grant(grantId))
      return found && consents.get(keyOf.consent(found.account, found.at))
    },
    /** A new one takes the place of what was agreed to before. */
    give: async (account: string, given: Omit<StoredConsent, 'usedAt' | 'at'>): Promise<StoredConsent> => {
      const before = ofAccount(account)
      for (const each of before)
        if (each.service === given.service && each.endedAt === undefined) await end(account, each)
      const at = Math.max(now(), (before.at(-1)?.at ?? 0) + 1)
      const row: StoredConsent = { ...given, at, usedAt: now() }
      await transaction(() => {
        consents.put(keyOf.consent(account, at), row)
        const excess = ofAccount(account).filter((each) => !isInForce(each))
        for (const each of excess.slice(0, Math.max(0, excess.length - keptMax)))
          consents.remove(keyOf.consent(account, each.at))
      })
      return row
    },
    /** A grant is oidc-provider's word for what tokens are made under. */
    use: (account: string, consent: StoredConsent, grantId: string): Promise<void> =>
      transaction(() => {
        if (consent.grantId !== undefined) grants.remove(keyOf.grant(consent.grantId))
        consents.put(keyOf.consent(account, consent.at), { ...consent, grantId, usedAt: now() })
        grants.put(keyOf.grant(grantId), { account, at: consent.at })
      }),
  }
}

/** What is told under a consent now: the registry may have been narrowed since. */
export const toldUnder = (ledger: Ledger, { service, attributes }: StoredConsent): readonly Attribute[] => {
  const asks = signInReads.relyingOf(ledger.snapshot().view, service)?.asks ?? []
  return attributes.filter((attribute) => asks.some((each) => each.attribute === attribute))
}
