/** What knows people: who is behind the accounts, signing in to other services as them, and their cards. */
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Cards } from '@maru/server/card/cards.ts'
import type { SignIn, SignInOptions } from '@maru/server/sign-in/sign-in.ts'
import type { Enrolments } from '@maru/server/vault/enrolments.ts'
import type { Vault } from '@maru/server/vault/vault.ts'
import { openCityCard } from './city-card.ts'
import type { CitySettings } from './city-settings.ts'
import { openCitySignIn, readWallets } from './city-sign-in.ts'
import { openCityVault } from './city-vault.ts'
import { closeWith } from './close-with.ts'
import { readNodeSettings } from './node-settings.ts'
import { isDemonstration } from './start/demonstration.ts'

export interface CityPersonsOptions {
  readonly folder: string
  readonly ledger: Ledger
  readonly settings: CitySettings
  /** Where people, services and wallets reach this server. */
  readonly origin: string
  readonly utcOffsetMinutes: number
  readonly production: boolean
  /** For tests, which cannot wait for consents on their way to the ledger, and make persons up. */
  readonly signIn?: Partial<Pick<SignInOptions, 'personOf' | 'recordDelayMsMax'>>
  readonly warn: (line: string) => void
}

export interface CityPersons {
  readonly vault: Vault | undefined
  readonly enrolments: Enrolments | undefined
  readonly signIn: SignIn | undefined
  readonly cards: Cards | undefined
  readonly close: () => Promise<void>
}

export const openCityPersons = async (options: CityPersonsOptions): Promise<CityPersons> => {
  const { folder, ledger, settings, origin } = options
  await using opened = new AsyncDisposableStack()
  const { vault, enrolments } = closeWith(
    opened,
    await openCityVault({
      ...options,
      settings: settings.vault,
      openid: settings.openid,
      registrar: settings.registrar,
    }),
  )
  // Each asks the other: one signs in with a card, and wallets that were signed in to fetch one.
  const cards: { office?: Cards | undefined } = {}
  const signIn = closeWith(
    opened,
    await openCitySignIn({
      ...options,
      ...options.signIn,
      vault,
      vaultSettings: settings.vault,
      cards: () => cards.office,
      wallets: readWallets(settings.environment, origin),
    }),
  )
  cards.office = closeWith(
    opened,
    await openCityCard({
      ...options,
      settings: settings.card,
      vault,
      vaultSettings: settings.vault,
      authorization: signIn?.walletAuthorization,
      // Of several servers that all know the demonstration's keys, none is the office.
      isDemonstration: isDemonstration(ledger) && !readNodeSettings(folder),
    }),
  )
  const all = opened.move()
  return { vault, enrolments, signIn, cards: cards.office, close: () => all.disposeAsync() }
}
