/** Votes and checkpoints as reports bring them. */
import { z } from 'zod'
import type { Equivocation, SignedVote } from '@maru/kernel/consensus/equivocation.ts'
import { signature } from '../schemas.ts'

const hash = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32)
  .meta({ type: 'string', format: 'binary', description: 'A hash: 32 bytes.' })

const counted = (max: number, description: string) => z.int().min(0).max(max).meta({ description })

const vote = z.strictObject({
  block: z
    .strictObject({
      hash,
      partCount: counted(2 ** 31, 'In how many parts the block travels.'),
      partsHash: hash,
    })
    .nullable()
    .meta({ description: 'What it votes for; null is for no block.' }),
  seconds: counted(253_402_300_799, 'Its time, in seconds since 1970.'),
  nanos: counted(999_999_999, 'And nanoseconds.'),
  signature,
})

export const equivocationFields = {
  publicKey: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32)
    .meta({ type: 'string', format: 'binary', description: 'The key that voted: 32 bytes (Ed25519).' }),
  type: z.enum(['prevote', 'precommit']),
  height: z.int().min(1).meta({ description: 'The height of both votes.' }),
  round: counted(2 ** 31 - 1, 'The round of both votes.'),
  votes: z
    .array(vote)
    .length(2)
    .meta({ description: 'In the order of their blocks; for no block is first.' }),
}

export type EquivocationInput = z.infer<z.ZodObject<typeof equivocationFields>>

export const toEquivocation = ({ votes, ...rest }: EquivocationInput): Equivocation => ({
  ...rest,
  votes: votes.map(({ block, seconds, nanos, signature: bytes }): SignedVote => ({
    block: block ?? undefined,
    time: { seconds, nanos },
    signature: bytes,
  })) as [SignedVote, SignedVote],
})

export const equivocationToInput = ({ votes, ...rest }: Equivocation): EquivocationInput => ({
  ...rest,
  votes: votes.map(({ block, time, signature: bytes }) => ({
    block: block ?? null,
    ...time,
    signature: bytes,
  })),
})

/** A note with the signature in question alone has some 300 characters. */
const note = z.string().min(1).max(4000)

export const splitViewFields = {
  vkey: z.string().min(1).max(300).meta({ description: 'The vkey of the cosigner that signed both.' }),
  first: note.meta({ description: 'A checkpoint, a signed note.' }),
  second: note.meta({ description: 'Another one, of the same size or larger.' }),
  otherRoot: hash.meta({ description: 'The root of the second log at the size of the first.' }),
  proof: z.array(hash).max(63).meta({ description: 'That this root lies under the second checkpoint.' }),
}

export type SplitViewInput = z.infer<z.ZodObject<typeof splitViewFields>>
