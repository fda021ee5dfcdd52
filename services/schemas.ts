/** Fields that several services' inputs share. Structural only: zod is part of consensus here (docs/decisions/0004). */
import { z } from 'zod'

const bytes = (sizeMin: number, sizeMax: number, description: string) =>
  z
    .custom<Uint8Array>(
      (value) => value instanceof Uint8Array && value.length >= sizeMin && value.length <= sizeMax,
      description,
    )
    .meta({ type: 'string', format: 'binary', description })

/** A short lower-case word with hyphens, as districts, fields and services are called. */
const word = (description: string) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .meta({ description })

export const accountId = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .meta({ description: 'An account: 40 hexadecimal digits.' })

export const keyId = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .meta({ description: 'A key: the first 20 bytes of the SHA-256 of its public key.' })

export const algorithm = z.enum(['Ed25519', 'ES256']).meta({ description: 'What the key signs with.' })

export const publicKey = bytes(
  32,
  65,
  'A public key: 32 bytes (Ed25519), or the 65 of an uncompressed point (ES256).',
)

export const signature = bytes(64, 64, 'A signature: 64 bytes.')

export const commitment = bytes(32, 32, 'The commitment to a text kept off the ledger: 32 bytes.')

export const identityCommitment = bytes(
  32,
  32,
  'A Semaphore v4 identity commitment: a number below the order of BN254, as 32 bytes big-endian.',
)

export const districtId = word('A district, as the city file calls it.')
export const fieldId = word('A field of policy, as the city file calls it.')
export const departmentId = word('A department, as the city file calls it.')
export const serviceName = word('A service.')

export const parameterName = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{0,63}$/)
  .meta({ description: 'A parameter of the service.' })

export const proposalNumber = z.int().min(1).meta({ description: 'The number of a proposal.' })

export const dutyNumber = z.int().min(1).meta({ description: 'The number of an answer that is owed.' })
export const pollNumber = z.int().min(1).meta({ description: 'The number of a poll.' })
export const debateNumber = z.int().min(1).meta({ description: 'The number of a debate.' })

/** Milliseconds since 1970. */
export const time = z.int().min(0)

export const pageLimit = (max: number, preset: number) =>
  z
    .int()
    .min(1)
    .max(max)
    .default(preset)
    .meta({ description: `How many at most; up to ${max}.` })

/** The cursor of lists that go from the newest to the oldest. */
export const olderThan = z
  .int()
  .min(1)
  .optional()
  .meta({ description: 'The last number of the page before; older ones follow.' })
