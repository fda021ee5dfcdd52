/**
 * Who may fetch a card with a token: the office's own, for a code from the app or the desk; or one of the city's OpenID
 * provider, for which a resident has agreed that a wallet fetches it. Either is good for one card.
 */
import { Problem } from '../problem.ts'
import type { WalletAuthorization } from '../sign-in/wallets.ts'
import { createProofs } from './dpop.ts'
import { cardConfiguration } from './metadata.ts'
import { createExpiring, type Expiring } from './secrets.ts'

export interface AccessOptions {
  readonly own: Expiring<string>
  readonly authorization: () => WalletAuthorization | undefined
  readonly audience: string
  readonly now: () => number
}

/** The headers of a request for a card. */
export interface ShownAccess {
  readonly authorization?: string | undefined
  readonly dpop?: string | undefined
}

export interface Access {
  readonly account: string
  /** By which a card is asked for (section 8.2); undefined where its kind is named. */
  readonly identifiers: readonly string[] | undefined
  /** Throws for the second of two that come at the same time. */
  readonly spend: () => Promise<void>
}

const spentMs = 600_000

export const createAccess = ({ own, authorization, audience, now }: AccessOptions) => {
  const judgeProof = createProofs(now)
  // A token of the provider lives for less time than it is remembered here.
  const spent = createExpiring<true>(now, { aliveMs: spentMs, countMax: 10_000 })

  const ofWallet = async (token: string, proof: string | undefined): Promise<Access> => {
    const found = spent.get(token) ? undefined : await authorization()?.accessOf(token)
    if (!found || found.audience !== audience || found.keyThumbprint === undefined)
      throw new Problem('W34-token-unknown')
    const { identifiers } = found
    if (!identifiers && !found.scopes.includes(cardConfiguration)) throw new Problem('W55-scope-missing')
    if (proof === undefined) throw new Problem('W54-dpop-refused', 'no proof')
    const { account, keyThumbprint } = found
    await judgeProof(proof, { token, keyThumbprint, url: `${audience}/credential` })
    return {
      account,
      identifiers,
      spend: async () => {
        if (spent.get(token)) throw new Problem('W34-token-unknown')
        spent.add(token, true)
        await found.end()
      },
    }
  }

  /** A token that is bound to a key is worth nothing without it, so each kind has its own scheme (RFC 9449 section 7.1). */
  return async (shown: ShownAccess): Promise<Access> => {
    const [, scheme = '', token = ''] = /^(Bearer|DPoP) ([\w-]{43})$/i.exec(shown.authorization ?? '') ?? []
    if (scheme.toLowerCase() === 'dpop') return ofWallet(token, shown.dpop)
    const account = own.get(token)
    if (account === undefined) throw new Problem('W34-token-unknown')
    return {
      account,
      identifiers: undefined,
      spend: async () => {
        if (own.remove(token) === undefined) throw new Problem('W34-token-unknown')
      },
    }
  }
}
