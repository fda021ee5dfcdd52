/** Signing in to public services with a city's accounts, in its data folder. */
import { join } from 'node:path'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openSignIn, type SignIn } from '@maru/server/sign-in/sign-in.ts'
import type { Cards } from '@maru/server/card/cards.ts'
import type { Vault } from '@maru/server/vault/vault.ts'
import { host } from './host.ts'

export interface CitySignInOptions {
  readonly folder: string
  readonly ledger: Ledger
  /** Without it services learn a subject, and nothing else. */
  readonly vault: Vault | undefined
  readonly cards: () => Cards | undefined
  /** Where residents and services reach this server. */
  readonly origin: string
  readonly utcOffsetMinutes: number
  readonly production: boolean
  readonly warn: (line: string) => void
}

/** Undefined in a city without the service `sign-in`, and in production without https. */
export const openCitySignIn = async (options: CitySignInOptions): Promise<SignIn | undefined> => {
  const { folder, ledger, vault, cards, origin, utcOffsetMinutes, production, warn } = options
  if (!ledger.genesis.services.includes('sign-in')) return undefined
  if (production && !origin.startsWith('https:')) {
    warn('nobody signs in to other services: set MARU_URL to where people reach this server by https')
    return undefined
  }
  return openSignIn({
    folder: join(folder, 'sign-in'),
    ledger,
    verifySignature: host.verifySignature,
    origin,
    cards,
    personOf: async (account) => vault?.get(account),
    utcOffsetMinutes,
    production,
  })
}
