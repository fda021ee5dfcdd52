/** The precommits that made a block final, and how much of the voting power stands behind them. */
import { bytesToHex } from '../codec/hex.ts'
import type { Hash, VerifySignature } from '../crypto/host.ts'
import { fail, ok, type Result } from '../log/result.ts'
import type { BlockId } from './header.ts'
import type { Instant } from './time.ts'
import { addressOf, totalPower, type Validator } from './validators.ts'
import { voteSignBytes } from './vote.ts'

export interface Commit {
  readonly height: number
  readonly round: number
  readonly block: BlockId
  /** One for each validator, in their order; undefined for one that was not heard in time. */
  readonly votes: readonly (CommitVote | undefined)[]
}

export interface CommitVote {
  readonly address: string
  /** False: it voted for no block. */
  readonly isForBlock: boolean
  readonly time: Instant
  readonly signature: Uint8Array
}

/** A part of the voting power, such as one third. */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

export const twoThirds: Fraction = { numerator: 2, denominator: 3 }

export const exceeds = (part: number, whole: number, { numerator, denominator }: Fraction): boolean =>
  part * denominator > whole * numerator

export interface Signed {
  readonly signers: readonly Validator[]
  readonly power: number
  readonly totalPower: number
}

export interface CommitHost {
  readonly hash: Hash
  readonly verifySignature: VerifySignature
}

/**
 * More than two thirds of the power have signed the block. As CometBFT's VerifyCommit, and unlike its light client, every
 * signature is checked, so that who is named here has signed.
 */
export const verifyCommit = async (
  { hash, verifySignature }: CommitHost,
  chain: string,
  validators: readonly Validator[],
  commit: Commit,
): Promise<Result<Signed>> => {
  if (commit.votes.length !== validators.length)
    return fail('commit-size', `${commit.votes.length} votes for ${validators.length} validators`)
  const checked = await Promise.all(
    validators.map(async (validator, at) => {
      const vote = commit.votes[at]
      if (!vote) return 'absent'
      if (addressOf(hash, validator) !== vote.address) return 'stranger'
      const { isForBlock, time, signature } = vote
      const message = voteSignBytes(chain, {
        type: 'precommit',
        height: commit.height,
        round: commit.round,
        block: isForBlock ? commit.block : undefined,
        time,
      })
      const { publicKey } = validator
      const isValid = await verifySignature({ algorithm: 'Ed25519', publicKey, message, signature })
      return isValid ? (isForBlock ? 'signed' : 'nil') : 'forged'
    }),
  )
  const stranger = checked.indexOf('stranger')
  if (stranger >= 0) return fail('commit-stranger', `vote ${stranger} is not of the validator in its place`)
  const forged = checked.indexOf('forged')
  if (forged >= 0) return fail('commit-signature', `the signature of vote ${forged} is wrong`)
  const signers = validators.filter((_, at) => checked[at] === 'signed')
  const signed = { signers, power: totalPower(signers), totalPower: totalPower(validators) }
  if (!exceeds(signed.power, signed.totalPower, twoThirds))
    return fail(
      'commit-power',
      `${signed.power} of ${signed.totalPower} have signed, not more than two thirds`,
    )
  return ok(signed)
}

/** How much power of `trusted` stands behind signatures that were checked already. */
export const powerWithin = (trusted: readonly Validator[], signers: readonly Validator[]): number => {
  const signed = new Set(signers.map(({ publicKey }) => bytesToHex(publicKey)))
  return totalPower(trusted.filter(({ publicKey }) => signed.has(bytesToHex(publicKey))))
}
