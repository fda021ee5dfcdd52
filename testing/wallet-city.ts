/** A city with a card office and its OpenID provider, at two addresses, where two wallets of others may fetch cards. */
import { openCardCity } from './card-city.ts'
import { openSignInCity, type SignInCity } from './sign-in-city.ts'

export const walletNames = ['wallet.example', 'wallet.other'] as const
/** Where each is led back to. On the loopback the port is the one that was free on the device. */
export const walletRedirects = ['org.example.wallet:/back', 'http://127.0.0.1/back'] as const

export const openWalletCity = async ({ now = Date.now }: { readonly now?: () => number } = {}) => {
  const towns: SignInCity[] = []
  const cardCity = await openCardCity({ authorization: () => towns[0]?.signIn.walletAuthorization })
  await cardCity.announce()
  const names = [
    { ko: '보기 지갑', en: 'Example wallet' },
    { ko: '다른 지갑', en: 'Other wallet' },
  ]
  const wallets = names.map((name, at) => ({
    ...name,
    wallet: walletNames[at]!,
    redirect: walletRedirects[at]!,
  }))
  const town = await openSignInCity({ cards: () => cardCity.cards, wallets, now }, {}, cardCity)
  towns.push(town)
  return {
    cardCity,
    town,
    office: `${cardCity.origin}/api/card-office`,
    close: async () => {
      await town.close()
      await cardCity.close()
    },
  }
}
