/**
 * Offers of a card (OpenID4VCI 1.0 section 4.1.1). One has a code that is the card's price already paid: whoever has it,
 * and at the desk its number, gets the card. The other has nothing but a mark: a wallet of others takes the resident to the
 * city's provider, and only the one for whom the offer was made gets the card.
 */
import { randomInt } from 'node:crypto'
import { Problem } from '../problem.ts'
import type { WalletAuthorization } from '../sign-in/wallets.ts'
import { cardConfiguration, preAuthorizedGrant } from './metadata.ts'
import { createExpiring, createSecret } from './secrets.ts'

export interface OffersOptions {
  /** The office's identifier. */
  readonly audience: string
  readonly authorization: () => WalletAuthorization | undefined
  readonly now: () => number
}

interface Offered {
  readonly account: string
  /** Six digits that the desk tells the resident; undefined for the app of who is signed in. */
  readonly pin: string | undefined
  readonly wrongMax: { left: number }
}

const limits = { aliveMs: 600_000, countMax: 10_000 }

export const createOffers = ({ audience, authorization, now }: OffersOptions) => {
  const codes = createExpiring<Offered>(now, limits)
  /** By `issuer_state`: for whom the offer was made. */
  const marks = createExpiring<string>(now, limits)

  const offerWith = (grants: object) => ({
    credential_issuer: audience,
    credential_configuration_ids: [cardConfiguration],
    grants,
  })

  return {
    /** As the wallet takes it from a link or a picture. */
    withCode: (account: string, atDesk: boolean) => {
      const code = createSecret()
      const pin = atDesk ? String(randomInt(1_000_000)).padStart(6, '0') : undefined
      codes.add(code, { account, pin, wrongMax: { left: 5 } })
      const grant = {
        'pre-authorized_code': code,
        // Of two authorization servers, the one that the code is for.
        ...(authorization() && { authorization_server: audience }),
        ...(pin !== undefined && { tx_code: { input_mode: 'numeric', length: 6 } }),
      }
      return { offer: offerWith({ [preAuthorizedGrant]: grant }), pin }
    },

    forWallet: (account: string) => {
      const provider = authorization()?.issuer
      if (provider === undefined) throw new Problem('W59-no-wallets')
      const mark = createSecret()
      marks.add(mark, account)
      return {
        offer: offerWith({ authorization_code: { issuer_state: mark, authorization_server: provider } }),
      }
    },

    /** Section 6: a code is good for one token, and a PIN may be mistyped five times. The account. */
    redeem: (code: string, pin: string | undefined): string => {
      const offered = codes.get(code)
      if (!offered) throw new Problem('W32-code-unknown')
      if (offered.pin !== undefined && pin !== offered.pin) {
        if (--offered.wrongMax.left <= 0) codes.remove(code)
        throw new Problem('W33-pin-wrong')
      }
      codes.remove(code)
      return offered.account
    },

    /** A mark can come from anybody (section 5.1.3): undefined for one that is not of here, was used or has expired. */
    accountOf: (mark: string): string | undefined => marks.get(mark),
    /** False for the second of two that come at the same time. */
    use: (mark: string): boolean => marks.remove(mark) !== undefined,
  }
}

export type CardOffers = ReturnType<typeof createOffers>
