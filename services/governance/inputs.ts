/** Fields that the genesis and proposals of changes share. */
import { z } from 'zod'
import { algorithm, publicKey } from '../schemas.ts'
import { officersMax, powerMax } from './state.ts'

const words = z.string().min(1).max(100)

export const institutionId = z
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
  officers: z.array(officerKey).min(1).max(officersMax),
}

export const power = z
  .int()
  .min(1)
  .max(powerMax)
  .meta({ description: 'Its weight when blocks are voted on.' })

export const validatorFields = {
  publicKey: publicKey.meta({ description: 'The key that votes on blocks: 32 bytes (Ed25519).' }),
  power,
  institution: institutionId,
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/)
    .meta({ description: 'What its machine is called.' }),
  cosigner: z
    .string()
    .min(1)
    .max(300)
    .nullable()
    .meta({ description: 'The vkey that its cosignatures of checkpoints are checked with.' }),
}

export type InstitutionInput = z.infer<z.ZodObject<typeof institutionFields>>
export type ValidatorInput = z.infer<z.ZodObject<typeof validatorFields>>
