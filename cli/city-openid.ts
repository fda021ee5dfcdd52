/** The door for who signs in at a provider of identities, as the environment sets it up. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { developmentPublicKeys } from '@maru/cities/development.ts'
import { signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Named } from '@maru/server/options.ts'
import { openDoor, type OpenidDoor, type ServiceKey } from '@maru/server/vault/openid/door.ts'
import { openProvider } from '@maru/server/vault/openid/provider.ts'
import { readSecret } from './secret-file.ts'
import { UsageError } from './terminal.ts'

interface Environment {
  readonly [name: string]: string | undefined
}

const word = z.string().min(1).max(200)
const settingsSchema = z.strictObject({
  issuer: z.url(),
  clientId: word,
  clientSecretFile: word,
  scope: word.default('openid profile address'),
  /** The acr values that are enough, the most wanted first. */
  levels: z.array(word).min(1),
  name: z.strictObject({ ko: word, en: word }),
  claims: z
    .strictObject({
      name: word.default('name'),
      birthDate: word.default('birthdate'),
      district: word.default('address.locality'),
      identifier: word.optional(),
    })
    .prefault({}),
})

/** The key with which this server enrols who came through the provider's door, and puts who grew up into groups. */
export const readRegistrarKey = (environment: Environment, production: boolean): Signer | undefined => {
  const path = environment['MARU_REGISTRAR_KEY_FILE']
  if (path === undefined) return undefined
  const text = readSecret(path, 'MARU_REGISTRAR_KEY_FILE', production).trim()
  if (!/^[0-9a-f]{64}$/.test(text)) throw new UsageError(`${path} has no key as "maru keys create" makes it`)
  const signer = signerFromSeed(hexToBytes(text))
  if (production && developmentPublicKeys.includes(bytesToHex(signer.publicKey)))
    throw new UsageError(`${path} has a development key, which everybody knows; production needs its own`)
  return signer
}

/** Half of what a transaction may have. */
const validMs = 300_000

export const serviceKeyOf = (signer: Signer, chain: string): ServiceKey => ({
  account: signer.keyId,
  sign: (action, input) =>
    signTransaction(
      signer,
      { service: 'residents', action, input },
      { chain, validUntil: Date.now() + validMs },
    ),
})

export interface DoorOptions {
  readonly environment: Environment
  readonly production: boolean
  readonly registrar: ServiceKey | undefined
  readonly districts: readonly Named[]
}

/** Undefined where the environment names no provider: then there is the desk alone. */
export const openCityDoor = ({
  environment,
  production,
  registrar,
  districts,
}: DoorOptions): OpenidDoor | undefined => {
  const { MARU_OPENID_FILE: path, MARU_URL: origin } = environment
  if (path === undefined) return undefined
  if (!registrar || origin === undefined)
    throw new UsageError('MARU_OPENID_FILE needs MARU_REGISTRAR_KEY_FILE and MARU_URL beside it')
  const { clientSecretFile, levels, name, claims, ...settings } = readSettings(path)
  const allowHttp = !production && /^http:\/\/(?:127\.0\.0\.1|localhost)(?::|\/|$)/.test(settings.issuer)
  if (!settings.issuer.startsWith('https://') && !allowHttp)
    throw new UsageError(`${path}: the issuer is an address that begins with https://`)
  const provider = openProvider({
    ...settings,
    clientSecret: readSecret(clientSecretFile, `${path}: clientSecretFile`, production).trim(),
    acceptedLevels: levels,
    redirectUri: `${origin.replace(/\/+$/, '')}/api/enrolments/openid/callback`,
    allowHttp,
  })
  return openDoor({ provider, issuer: settings.issuer, name, registrar, claims, districts })
}

const readSettings = (path: string): z.infer<typeof settingsSchema> => {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`MARU_OPENID_FILE: ${(error as Error).message}`)
  }
  const parsed = settingsSchema.safeParse(text)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`${path}: ${issue?.path.join('.')}: ${issue?.message}`)
}
