/**
 * From a block that is trusted to a later one, without the blocks between (CometBFT v0.38, spec/light-client).
 *
 * The later block has to be signed by more than two thirds of its own validators. That these are the right ones is shown
 * in one of two ways: the trusted header names them as the next validators; or enough of those trusted before have signed
 * the later block too. How much is enough is the caller's choice: one third as in CometBFT, where at least one honest
 * validator has then signed, as long as nobody's keys are older than the trusting period.
 */
import { equalBytes } from '../codec/cbor.ts'
import { fail, type Result } from '../log/result.ts'
import {
  type Commit,
  type CommitHost,
  exceeds,
  type Fraction,
  powerWithin,
  type Signed,
  verifyCommit,
} from './commit.ts'
import { type Header, headerHash } from './header.ts'
import { type Instant, instantToMs, isAfter } from './time.ts'
import { totalPower, type Validator, validatorsHash, validatorsProblem } from './validators.ts'

export interface LightBlock {
  readonly header: Header
  readonly commit: Commit
  /** Of the header's own height, in CometBFT's order. */
  readonly validators: readonly Validator[]
}

/** What is believed already: a block, or the validators that a genesis names. */
export interface Trusted {
  readonly chain: string
  readonly height: number
  readonly time: Instant
  readonly validators: readonly Validator[]
  readonly nextValidatorsHash: Uint8Array
}

export interface Policy {
  /** From one third to one. */
  readonly trustLevel: Fraction
  /** Left out where proofs have to be checked years later; then old validators' keys are trusted for ever. */
  readonly clock?: {
    readonly nowMs: number
    /** Shorter than the time for which a validator can be held to account. */
    readonly trustingMs: number
    readonly driftMs: number
  }
}

export const oneThird: Fraction = { numerator: 1, denominator: 3 }

export const genesisTrusted = (
  { hash }: Pick<CommitHost, 'hash'>,
  chain: string,
  time: Instant,
  validators: readonly Validator[],
): Trusted => ({ chain, height: 0, time, validators, nextValidatorsHash: validatorsHash(hash, validators) })

export const blockTrusted = ({ header, validators }: LightBlock): Trusted => ({
  chain: header.chain,
  height: header.height,
  time: header.time,
  validators,
  nextValidatorsHash: header.nextValidatorsHash,
})

/** `link-power` says that a block between has to be looked at first. */
export const verifyStep = async (
  host: CommitHost,
  trusted: Trusted,
  block: LightBlock,
  policy: Policy,
): Promise<Result<Signed>> => {
  const { header } = block
  if (header.chain !== trusted.chain)
    return fail('header-chain', `the header is of ${header.chain}, not of ${trusted.chain}`)
  if (header.height <= trusted.height || !isLater(header, trusted))
    return fail('header-order', `block ${header.height} does not come after block ${trusted.height}`)
  const untimely = clockProblem(trusted, header, policy)
  if (untimely) return untimely
  const signed = await verifyLightBlock(host, block)
  if (!signed.ok) return signed
  if (equalBytes(header.validatorsHash, trusted.nextValidatorsHash)) return signed
  if (header.height === trusted.height + 1)
    return fail('link-hash', `block ${header.height} has other validators than the block before it names`)
  const power = powerWithin(trusted.validators, signed.value.signers)
  const whole = totalPower(trusted.validators)
  if (exceeds(power, whole, policy.trustLevel)) return signed
  return fail(
    'link-power',
    `${power} of the ${whole} trusted at ${trusted.height} have signed ${header.height}`,
  )
}

/** The block by itself: its commit is of this header, by the validators that the header names. */
export const verifyLightBlock = async (
  host: CommitHost,
  { header, commit, validators }: LightBlock,
): Promise<Result<Signed>> => {
  const wrong = validatorsProblem(validators)
  if (wrong) return fail('validators-wrong', wrong)
  if (header.blockVersion !== BLOCK_VERSION)
    return fail('header-version', `the header has version ${header.blockVersion}, not ${BLOCK_VERSION}`)
  if (!equalBytes(validatorsHash(host.hash, validators), header.validatorsHash))
    return fail('validators-hash', 'the validators are not those of the header')
  if (commit.height !== header.height || !equalBytes(commit.block.hash, headerHash(host.hash, header)))
    return fail('commit-block', 'the commit is of another block')
  return verifyCommit(host, header.chain, validators, commit)
}

/** Version of the block protocol in v0.38. */
const BLOCK_VERSION = 11

/** The first block has the time of the genesis. */
const isLater = ({ time }: Header, trusted: Trusted): boolean =>
  trusted.height === 0 ? !isAfter(trusted.time, time) : isAfter(time, trusted.time)

const clockProblem = ({ time }: Trusted, header: Header, { clock }: Policy) => {
  if (!clock) return undefined
  if (instantToMs(time) + clock.trustingMs <= clock.nowMs)
    return fail('trust-expired', 'the trusted block is older than the trusting period')
  if (instantToMs(header.time) >= clock.nowMs + clock.driftMs)
    return fail('header-future', 'the header has a time that has not come')
  return undefined
}
