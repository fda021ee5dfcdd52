/** What institutions can want, and fields that this shares with the genesis. */
import { z } from 'zod'
import { accountId, algorithm, parameterName, publicKey, serviceName } from '../schemas.ts'
import { officersMax, powerMax } from './state.ts'

const words = z.string().min(1).max(100)

const institutionId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .meta({ description: 'An institution: a short lower-case word with hyphens.' })

export const officerKey = z.strictObject({ algorithm, publicKey })

export const institutionFields = {
  institution: institutionId,
  ko: words,
  en: words,
  required: z
    .int()
    .min(1)
    .max(officersMax)
    .meta({ description: 'How many of its officers make its approval.' }),
}

const power = z.int().min(1).max(powerMax).meta({ description: 'Its weight when blocks are voted on.' })

/** A vkey of type 4 (c2sp.org/tlog-cosignature): name, id, and 33 bytes in base64. */
const cosigner = z
  .string()
  .regex(/^[^\s+]{1,200}\+[0-9a-f]{8}\+B[A-Za-z0-9+/]{43}$/)
  .nullable()
  .meta({ description: 'The vkey that its cosignatures of checkpoints are checked with.' })

export const validatorFields = {
  publicKey: publicKey.meta({ description: 'The key that votes on blocks: 32 bytes (Ed25519).' }),
  power,
  institution: institutionId,
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/)
    .meta({ description: 'What its machine is called.' }),
  cosigner,
}

const validator = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .meta({ description: 'A validator: the first 20 bytes of the SHA-256 of its voting key.' })

/** By the account they have, or by the key that they are to have one with. */
const officer = z.union([z.strictObject({ account: accountId }), officerKey])
const officers = z.array(officer).min(1).max(officersMax)
const role = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .meta({ description: 'A role of the city.' })

export const wanted = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add-validator'), ...validatorFields }),
  z.strictObject({ kind: z.literal('remove-validator'), validator }),
  z.strictObject({ kind: z.literal('change-power'), validator, power }),
  z.strictObject({ kind: z.literal('change-cosigner'), validator, cosigner }),
  z.strictObject({ kind: z.literal('add-institution'), ...institutionFields, officers }),
  z.strictObject({ kind: z.literal('change-institution'), ...institutionFields, officers }),
  z.strictObject({ kind: z.literal('remove-institution'), institution: institutionId }),
  z.strictObject({
    kind: z.literal('set-parameter'),
    service: serviceName,
    name: parameterName,
    value: z.int().min(0).max(2_147_483_648),
  }),
  z.strictObject({ kind: z.literal('give-role'), account: accountId, role }),
  z.strictObject({ kind: z.literal('take-role'), account: accountId, role }),
  z.strictObject({ kind: z.literal('activate-version'), version: z.int().min(2).max(1_000_000) }),
  z.strictObject({ kind: z.literal('halt') }),
  z.strictObject({ kind: z.literal('resume') }),
])

export type Wanted = z.infer<typeof wanted>
export type WantedOf<Kind extends Wanted['kind']> = Extract<Wanted, { readonly kind: Kind }>
export type Officer = z.infer<typeof officer>
export type InstitutionInput = z.infer<z.ZodObject<typeof institutionFields>> & {
  readonly officers: readonly Officer[]
}
export type ValidatorInput = z.infer<z.ZodObject<typeof validatorFields>>

export const changeNumber = z.int().min(1).meta({ description: 'The number of a change.' })
