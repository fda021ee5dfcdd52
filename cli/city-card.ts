/** The card office of a city: its keys from the environment, its folder in the data folder, its account on the ledger. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve, sep } from 'node:path'
import { developmentSigner, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openCards, type Cards } from '@maru/server/card/cards.ts'
import { openDid } from '@maru/server/card/did.ts'
import {
  createCardKeys,
  developmentCardKeys,
  hasDevelopmentCardKeys,
  parseCardKeys,
  type CardKeys,
} from '@maru/server/card/keys.ts'
import type { WalletAuthorization } from '@maru/server/sign-in/wallets.ts'
import type { Vault } from '@maru/server/vault/vault.ts'
import type { VaultSettings } from './city-vault.ts'
import { host } from './host.ts'
import { announceDemonstrationOffice } from './start/announce-office.ts'
import { UsageError } from './terminal.ts'

export interface CardSettings {
  readonly keys: CardKeys
  readonly office: Signer
  readonly isDevelopment: boolean
  readonly keyFile?: string
}

/** The account of the office in demonstrations. */
export const developmentOffice = (): Signer => developmentSigner('card office')

/** Undefined: production without keys issues no cards. Throws a UsageError that names the variable. */
export const readCardSettings = (
  environment: { readonly [name: string]: string | undefined },
  production: boolean,
): CardSettings | undefined => {
  const { MARU_CARD_KEY_FILE: keyFile, MARU_CARD_OFFICE_KEY_FILE: officeFile } = environment
  if (keyFile === undefined && officeFile === undefined)
    return production
      ? undefined
      : { keys: developmentCardKeys(), office: developmentOffice(), isDevelopment: true }
  if (keyFile === undefined || officeFile === undefined)
    throw new UsageError('MARU_CARD_KEY_FILE and MARU_CARD_OFFICE_KEY_FILE need each other')
  const keys = readKeys(keyFile)
  const office = readOffice(officeFile)
  if (production && (hasDevelopmentCardKeys(keys) || office.keyId === developmentOffice().keyId))
    throw new UsageError(`${keyFile} or ${officeFile} has a development key; production needs its own`)
  return { keys, office, keyFile, isDevelopment: false }
}

export interface CityCardOptions {
  readonly folder: string
  readonly ledger: Ledger
  readonly settings: CardSettings | undefined
  readonly vault: Vault | undefined
  readonly vaultSettings: VaultSettings | undefined
  /** The city's OpenID provider, where wallets of others are listed. */
  readonly authorization: WalletAuthorization | undefined
  /** Where people and wallets reach this server. */
  readonly origin: string
  readonly utcOffsetMinutes: number
  readonly isDemonstration: boolean
  readonly warn: (line: string) => void
}

export const openCityCard = async (options: CityCardOptions): Promise<Cards | undefined> => {
  const { ledger, settings, vault, vaultSettings, origin, warn } = options
  if (!settings || !vault || !vaultSettings || !ledger.genesis.services.includes('card')) return undefined
  const { keys, office, keyFile, isDevelopment } = settings
  if (keyFile !== undefined && resolve(keyFile).startsWith(resolve(options.folder) + sep))
    throw new UsageError(
      `${keyFile} lies in the data folder, whose copies could issue cards; put it elsewhere`,
    )
  const domain = domainOf(origin, isDevelopment)
  if (domain === undefined) {
    warn('no cards are issued: set MARU_URL to an address by name, for the office is found by it')
    return undefined
  }
  const folder = join(options.folder, 'card')
  const did = await openDid(join(folder, 'did.jsonl'), domain, keys)
  if (isDevelopment && options.isDemonstration)
    await announceDemonstrationOffice(ledger, office, did.did, keys)
  return openCards({
    folder,
    ledger,
    verifySignature: host.verifySignature,
    vault,
    keyService: vaultSettings.keyService,
    keys,
    did,
    office: {
      account: office.keyId,
      act: async (action, input) => {
        const wish = { service: 'card', action, input }
        const validUntil = Date.now() + 120_000
        const result = await ledger.submit(
          signTransaction(office, wish, { chain: ledger.genesis.chain, validUntil }),
        )
        return result.ok ? undefined : result.refusal.code
      },
    },
    origin,
    authorization: () => options.authorization,
    utcOffsetMinutes: options.utcOffsetMinutes,
    warn,
  })
}

/** did:webvh wants a name with its port, and takes no numbers; where everybody knows the keys, any name will do. */
export const domainOf = (origin: string, isDevelopment: boolean): string | undefined => {
  const { hostname, port } = new URL(origin)
  const isNumber = isIP(hostname.replace(/^\[|\]$/g, '')) > 0
  if (isNumber && !isDevelopment) return undefined
  return (isNumber ? 'localhost' : hostname) + (port === '' ? '' : `%3A${port}`)
}

/** A file that is not there yet is made: its keys are nobody's before they are announced. */
const readKeys = (path: string): CardKeys => {
  if (!existsSync(path)) {
    const keys = createCardKeys()
    writeFileSync(path, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
  }
  const keys = parseCardKeys(readSecret(path))
  if (!keys) throw new UsageError(`MARU_CARD_KEY_FILE: ${path} is no file of card keys`)
  return keys
}

const readOffice = (path: string): Signer => {
  const text = readSecret(path).trim()
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new UsageError(
      `MARU_CARD_OFFICE_KEY_FILE: ${path} is no signing key; make one with maru keys create`,
    )
  return signerFromSeed(hexToBytes(text))
}

const readSecret = (path: string): string => {
  try {
    if ((statSync(path).mode & 0o077) !== 0)
      throw new UsageError(`${path} can be read by others on this machine: chmod 600 it`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message)
  }
}
