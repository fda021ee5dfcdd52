/** The evidence in a block, as CometBFT's RPC answers to `block`. */
import { z } from 'zod'
import { compareVotes, type Equivocation, type SignedVote } from './equivocation.ts'
import { base64, blockId, hex, instant, number, small } from './fields.ts'
import { bytesToHex } from '../codec/hex.ts'
import { voteTypes } from './vote.ts'

/** The validator by its address, in lower-case hexadecimal; its key is found among those of the height. */
export type FoundEquivocation = Omit<Equivocation, 'publicKey'> & { readonly address: string }

/** Kinds of evidence other than two votes, and what cannot be read, are left out. */
export const equivocationsIn = (evidence: readonly unknown[]): readonly FoundEquivocation[] =>
  evidence.flatMap((each) => {
    const parsed = duplicateVote.safeParse(each)
    if (!parsed.success) return []
    const { vote_a: a, vote_b: b } = parsed.data.value
    const votes = [a, b].map(signedVote).sort(compareVotes) as [SignedVote, SignedVote]
    const type = a.type === voteTypes.prevote ? 'prevote' : 'precommit'
    return [{ address: bytesToHex(a.validator_address), type, height: a.height, round: a.round, votes }]
  })

const vote = z.object({
  type: z.literal([voteTypes.prevote, voteTypes.precommit]),
  height: number(1),
  round: small,
  block_id: blockId(0, 32),
  timestamp: instant,
  validator_address: hex(20),
  signature: base64(64),
})

const duplicateVote = z.object({
  type: z.literal('tendermint/DuplicateVoteEvidence'),
  value: z.object({ vote_a: vote, vote_b: vote }),
})

const signedVote = ({ block_id, timestamp, signature }: z.output<typeof vote>): SignedVote => ({
  block: block_id.hash.length === 0 ? undefined : block_id,
  time: timestamp,
  signature,
})
