/**
 * Two votes of one validator for one height, round and kind of vote that say different things: a validator that follows
 * the protocol never signs both. They prove themselves to anyone who knows its key.
 */
import { bytesToHex } from '../codec/hex.ts'
import type { SignatureCheck } from '../crypto/host.ts'
import type { BlockId } from './header.ts'
import type { Instant } from './time.ts'
import { type Vote, voteSignBytes } from './vote.ts'

export interface Equivocation {
  /** Ed25519: votes on blocks. */
  readonly publicKey: Uint8Array
  readonly type: Vote['type']
  readonly height: number
  readonly round: number
  /** The one that sorts first by its block is the first, so that a pair has one form. */
  readonly votes: readonly [SignedVote, SignedVote]
}

export interface SignedVote {
  readonly block: BlockId | undefined
  readonly time: Instant
  readonly signature: Uint8Array
}

/** Both have to hold. */
export const equivocationChecks = (
  chain: string,
  { publicKey, type, height, round, votes }: Equivocation,
): readonly SignatureCheck[] =>
  votes.map(({ block, time, signature }) => ({
    algorithm: 'Ed25519',
    publicKey,
    message: voteSignBytes(chain, { type, height, round, block, time }),
    signature,
  }))

/** Negative when `a` comes first; 0 when both are for the same, which is no equivocation: the time may differ. */
export const compareVotes = (a: SignedVote, b: SignedVote): number => {
  const [first, second] = [keyOf(a), keyOf(b)]
  return first === second ? 0 : first < second ? -1 : 1
}

/** A vote for no block comes first. */
const keyOf = ({ block }: SignedVote): string =>
  block === undefined
    ? ''
    : `${bytesToHex(block.hash)} ${String(block.partCount).padStart(10, '0')} ${bytesToHex(block.partsHash)}`
