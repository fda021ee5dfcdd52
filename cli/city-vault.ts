/** The vault of a city, in its data folder, enrolments, and the key service that its environment names. */
import { join, resolve, sep } from 'node:path'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openEnrolments, type Enrolments } from '@maru/server/vault/enrolments.ts'
import {
  developmentVaultKey,
  hasDevelopmentVaultKey,
  keyFileService,
} from '@maru/server/vault/key-file-service.ts'
import type { OpenidDoor, ServiceKey } from '@maru/server/vault/openid/door.ts'
import type { KeyService } from '@maru/server/vault/key-service.ts'
import { transitService } from '@maru/server/vault/transit.ts'
import { openVault, type Vault } from '@maru/server/vault/vault.ts'
import { closeWith } from './close-with.ts'
import { host } from './host.ts'
import { readSecret } from './secret-file.ts'
import { UsageError } from './terminal.ts'

export interface VaultSettings {
  readonly keyService: KeyService
  /** Where the key lies, when it is a file. */
  readonly keyFile?: string
}

interface Environment {
  readonly [name: string]: string | undefined
}

/** Undefined: production without a key has no vault. Throws a UsageError that names the variable. */
export const readVaultSettings = (
  environment: Environment,
  production: boolean,
): VaultSettings | undefined => {
  const { MARU_VAULT_KEY_FILE: keyFile, MARU_VAULT_KMS_URL: url } = environment
  if (keyFile !== undefined && url !== undefined)
    throw new UsageError('the vault has its key in MARU_VAULT_KEY_FILE or in MARU_VAULT_KMS_URL, not in both')
  if (keyFile !== undefined) return { keyService: fromFile(keyFile, production), keyFile }
  if (url !== undefined) return { keyService: fromKms(url, environment) }
  return production ? undefined : { keyService: keyFileService(developmentVaultKey) }
}

export interface CityVault {
  readonly vault?: Vault
  readonly enrolments?: Enrolments
  readonly close: () => Promise<void>
}

export interface CityVaultOptions {
  readonly folder: string
  readonly ledger: Ledger
  readonly settings: VaultSettings | undefined
  readonly utcOffsetMinutes: number
  readonly openid?: OpenidDoor | undefined
  readonly registrar?: ServiceKey | undefined
  readonly warn: (line: string) => void
}

export const openCityVault = async ({
  folder,
  ledger,
  settings,
  utcOffsetMinutes,
  openid,
  registrar,
  warn,
}: CityVaultOptions): Promise<CityVault> => {
  if (!settings) return { close: () => Promise.resolve() }
  const { keyService, keyFile } = settings
  if (keyFile !== undefined && resolve(keyFile).startsWith(resolve(folder) + sep))
    throw new UsageError(
      `${keyFile} lies in the data folder, whose copies would open by themselves; put it elsewhere`,
    )
  await using opened = new AsyncDisposableStack()
  const vault = closeWith(opened, await openVault({ folder: join(folder, 'vault'), keyService }))
  vault.rewrap().catch((error: Error) => warn(`the vault is not under its newest key yet: ${error.message}`))
  const { verifySignature } = host
  const enrolments = closeWith(
    opened,
    await openEnrolments({ ledger, vault, verifySignature, utcOffsetMinutes, openid, registrar }),
  )
  const all = opened.move()
  return { vault, enrolments, close: () => all.disposeAsync() }
}

const fromFile = (path: string, production: boolean): KeyService => {
  const text = readSecret(path, 'MARU_VAULT_KEY_FILE', production)
  if (production && hasDevelopmentVaultKey(text))
    throw new UsageError(`${path} has the development key, which everybody knows; production needs its own`)
  try {
    return keyFileService(text)
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`)
  }
}

const fromKms = (url: string, environment: Environment): KeyService => {
  const { MARU_VAULT_KMS_KEY: key, MARU_VAULT_KMS_TOKEN_FILE: tokenFile } = environment
  const isThisMachine = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::|\/)/.test(url)
  if (!URL.canParse(url) || !(url.startsWith('https://') || isThisMachine))
    throw new UsageError('MARU_VAULT_KMS_URL is an address as https://kms.example.org:8200/v1/transit')
  if (key === undefined || tokenFile === undefined)
    throw new UsageError(
      'MARU_VAULT_KMS_URL needs MARU_VAULT_KMS_KEY and MARU_VAULT_KMS_TOKEN_FILE beside it',
    )
  const token = readSecret(tokenFile, 'MARU_VAULT_KMS_TOKEN_FILE', true).trim()
  return transitService({ url: url.replace(/\/+$/, ''), key, token })
}
