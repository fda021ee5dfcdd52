/** Signing in to public services with a city's accounts, in its data folder. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openSignIn, type SignIn, type SignInOptions } from '@maru/server/sign-in/sign-in.ts'
import { parseWallets, type Wallet } from '@maru/server/sign-in/wallets.ts'
import type { Cards } from '@maru/server/card/cards.ts'
import type { Vault } from '@maru/server/vault/vault.ts'
import type { VaultSettings } from './city-vault.ts'
import { host } from './host.ts'
import { UsageError } from './terminal.ts'

export interface CitySignInOptions extends Pick<SignInOptions, 'recordDelayMsMax'> {
  readonly folder: string
  readonly ledger: Ledger
  /** Without it services learn a subject, and nothing else. */
  readonly vault: Vault | undefined
  /** Instead of the vault. */
  readonly personOf?: SignInOptions['personOf']
  /** Whose key encrypts what is kept, as it does persons. */
  readonly vaultSettings: VaultSettings | undefined
  readonly cards: () => Cards | undefined
  /** Where residents and services reach this server. */
  readonly origin: string
  readonly utcOffsetMinutes: number
  readonly production: boolean
  readonly wallets: readonly Wallet[]
  readonly warn: (line: string) => void
}

/** Undefined in a city without the service `sign-in`, and in production without https or a key that encrypts. */
export const openCitySignIn = async (options: CitySignInOptions): Promise<SignIn | undefined> => {
  const { folder, ledger, vault, vaultSettings, cards, origin, utcOffsetMinutes } = options
  const { production, wallets, warn, recordDelayMsMax } = options
  if (!ledger.genesis.services.includes('sign-in')) return undefined
  if (production && !origin.startsWith('https:')) {
    warn('nobody signs in to other services: set MARU_URL to where people reach this server by https')
    return undefined
  }
  if (!vaultSettings) {
    warn(
      'nobody signs in to other services: set MARU_VAULT_KEY_FILE or MARU_VAULT_KMS_URL, which encrypts who did',
    )
    return undefined
  }
  return openSignIn({
    folder: join(folder, 'sign-in'),
    keyService: vaultSettings.keyService,
    ledger,
    verifySignature: host.verifySignature,
    origin,
    cards,
    personOf:
      options.personOf ?? (async (account, service) => vault?.read(account, { purpose: 'sign-in', service })),
    utcOffsetMinutes,
    production,
    wallets,
    warn,
    ...(recordDelayMsMax !== undefined && { recordDelayMsMax }),
  })
}

/** Wallets of others that may fetch a card. Throws a UsageError that names the variable. */
export const readWallets = (
  { MARU_WALLETS_FILE: path }: { readonly [name: string]: string | undefined },
  origin: string,
): readonly Wallet[] => {
  if (path === undefined) return []
  try {
    return parseWallets(JSON.parse(readFileSync(path, 'utf8')), origin)
  } catch (error) {
    throw new UsageError(`MARU_WALLETS_FILE: ${(error as Error).message}`)
  }
}
