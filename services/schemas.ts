/** Fields that several services' inputs share. Structural only: zod is part of consensus here (docs/decisions/0002). */
import { z } from 'zod'

const bytes = (sizeMin: number, sizeMax: number, description: string) =>
  z
    .custom<Uint8Array>((value) => value instanceof Uint8Array && value.length >= sizeMin && value.length <= sizeMax, description)
    .meta({ type: 'string', format: 'binary', description })

export const accountId = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .meta({ description: 'an account: 40 hexadecimal digits' })

export const keyId = accountId.meta({ description: 'a key: the first 20 bytes of the SHA-256 of its public key' })

/** Of content kept off the ledger: SHA-256 of its salt and canonical bytes. */
export const commitment = bytes(32, 32, 'the commitment to a text: 32 bytes')

export const districtId = z.string().regex(/^[a-z][a-z-]{0,39}$/).meta({ description: 'a district of the city file' })

export const publicKey = bytes(32, 65, 'a public key: 32 bytes (Ed25519) or an uncompressed point of 65 (ES256)')

export const algorithm = z.enum(['Ed25519', 'ES256'])

export const proposalNumber = z.int().min(1).meta({ description: 'the number of a proposal' })

/** Thirty-two bytes that stand for any commitment in examples. */
export const exampleBytes = new Uint8Array(32).fill(7)
export const exampleAccount = '07'.repeat(20)
