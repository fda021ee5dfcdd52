/**
 * Light blocks as JSON, in the words of CometBFT's RPC (`commit` and `validators`), so that other programs read them too.
 * One block has one form: numbers are decimal strings, hashes are in upper-case hexadecimal, keys and signatures in
 * base64, and nothing is left over.
 */
import { z } from 'zod'
import { bytesToHex } from '../codec/hex.ts'
import { encodeBase64 } from '../log/base64.ts'
import { fail, ok, type Result } from '../log/result.ts'
import type { Commit, CommitVote } from './commit.ts'
import { base64, blockId, chainId, hex, instant, keyType, number, publicKey, small, text } from './fields.ts'
import type { BlockId, Header } from './header.ts'
import type { LightBlock } from './light-client.ts'
import { formatInstant } from './time.ts'
import type { Validator } from './validators.ts'

export type LightBlockJson = z.input<typeof lightBlockSchema>

export const parseLightBlock = (json: unknown): Result<LightBlock> => {
  const parsed = lightBlockSchema.safeParse(json)
  return parsed.success ? ok(parsed.data) : malformed('light block', parsed.error)
}

/** From what CometBFT's RPC answers to `commit` and `validators`; a validator's turn to propose is not kept. */
export const parseRpcBlock = (
  { header, commit }: { readonly header: unknown; readonly commit: unknown },
  validators: readonly { readonly pub_key: unknown; readonly voting_power: unknown }[],
): Result<LightBlock> =>
  parseLightBlock({
    header,
    commit,
    validators: validators.map(({ pub_key, voting_power }) => ({ pub_key, voting_power })),
  })

/** From CometBFT's genesis.json, or a file with its `chain_id`, `genesis_time` and `validators` only. */
export const parseGenesis = (json: unknown): Result<z.output<typeof genesisSchema>> => {
  const parsed = genesisSchema.safeParse(json)
  return parsed.success ? ok(parsed.data) : malformed('genesis', parsed.error)
}

export const lightBlockToJson = ({ header, commit, validators }: LightBlock): LightBlockJson => ({
  header: {
    version: {
      block: String(header.blockVersion),
      ...(header.appVersion > 0 && { app: String(header.appVersion) }),
    },
    chain_id: header.chain,
    height: String(header.height),
    time: formatInstant(header.time),
    last_block_id: blockIdToJson(header.lastBlock),
    last_commit_hash: toHex(header.lastCommitHash),
    data_hash: toHex(header.dataHash),
    validators_hash: toHex(header.validatorsHash),
    next_validators_hash: toHex(header.nextValidatorsHash),
    consensus_hash: toHex(header.consensusHash),
    app_hash: toHex(header.appHash),
    last_results_hash: toHex(header.lastResultsHash),
    evidence_hash: toHex(header.evidenceHash),
    proposer_address: toHex(header.proposer),
  },
  commit: {
    height: String(commit.height),
    round: commit.round,
    block_id: blockIdToJson(commit.block),
    signatures: commit.votes.map(voteToJson),
  },
  validators: validators.map(({ publicKey, power }) => ({
    pub_key: { type: keyType, value: encodeBase64(publicKey) },
    voting_power: String(power),
  })),
})

/** Far above any council of institutions, and far below what a page can check. */
const VALIDATORS_MAX = 1000

const toHex = (bytes: Uint8Array): string => bytesToHex(bytes).toUpperCase()

const header = z
  .strictObject({
    version: z.strictObject({ block: number(1), app: number(1).optional() }),
    chain_id: chainId,
    height: number(1),
    time: instant,
    last_block_id: blockId(0, 32),
    last_commit_hash: hex(0, 32),
    data_hash: hex(0, 32),
    validators_hash: hex(32),
    next_validators_hash: hex(32),
    consensus_hash: hex(0, 32),
    app_hash: hex(0, 8, 32),
    last_results_hash: hex(0, 32),
    evidence_hash: hex(0, 32),
    proposer_address: hex(20),
  })
  .transform((value): Header => ({
    blockVersion: value.version.block,
    appVersion: value.version.app ?? 0,
    chain: value.chain_id,
    height: value.height,
    time: value.time,
    lastBlock: value.last_block_id,
    lastCommitHash: value.last_commit_hash,
    dataHash: value.data_hash,
    validatorsHash: value.validators_hash,
    nextValidatorsHash: value.next_validators_hash,
    consensusHash: value.consensus_hash,
    appHash: value.app_hash,
    lastResultsHash: value.last_results_hash,
    evidenceHash: value.evidence_hash,
    proposer: value.proposer_address,
  }))

/** BlockIDFlag: 1 was not heard, 2 voted for the block, 3 for none. */
const vote = z
  .discriminatedUnion('block_id_flag', [
    z.strictObject({
      block_id_flag: z.literal(1),
      validator_address: z.literal(''),
      timestamp: z.literal('0001-01-01T00:00:00Z'),
      signature: z.null(),
    }),
    z.strictObject({
      block_id_flag: z.literal([2, 3]),
      validator_address: hex(20),
      timestamp: instant,
      signature: base64(64),
    }),
  ])
  .transform((value): CommitVote | undefined =>
    value.block_id_flag === 1
      ? undefined
      : {
          address: bytesToHex(value.validator_address),
          isForBlock: value.block_id_flag === 2,
          time: value.timestamp,
          signature: value.signature,
        },
  )

const commit = z
  .strictObject({
    height: number(1),
    round: small,
    block_id: blockId(32),
    signatures: z.array(vote).min(1).max(VALIDATORS_MAX),
  })
  .transform(({ height, round, block_id, signatures }): Commit => ({
    height,
    round,
    block: block_id,
    votes: signatures,
  }))

const validator = z
  .strictObject({ pub_key: publicKey, voting_power: number(1) })
  .transform(({ pub_key, voting_power }): Validator => ({ publicKey: pub_key.value, power: voting_power }))

const lightBlockSchema = z.strictObject({
  header,
  commit,
  validators: z.array(validator).min(1).max(VALIDATORS_MAX),
})

const genesisSchema = z
  .object({
    chain_id: chainId,
    // Written by hand or by other programs, a fraction may end with zeros.
    genesis_time: text
      .transform((value) => value.replace(/(\.\d*?)0*Z$/, '$1Z').replace('.Z', 'Z'))
      .pipe(instant),
    validators: z
      .array(z.object({ pub_key: publicKey, power: number(1), name: z.string().max(200).default('') }))
      .min(1)
      .max(VALIDATORS_MAX),
  })
  .transform(({ chain_id, genesis_time, validators }) => ({
    chain: chain_id,
    time: genesis_time,
    validators: validators.map(({ pub_key, power, name }): Validator => ({
      publicKey: pub_key.value,
      power,
      name,
    })),
  }))

const blockIdToJson = ({ hash, partCount, partsHash }: BlockId) => ({
  hash: toHex(hash),
  parts: { total: partCount, hash: toHex(partsHash) },
})

const voteToJson = (vote: CommitVote | undefined) =>
  vote
    ? {
        block_id_flag: vote.isForBlock ? (2 as const) : (3 as const),
        validator_address: vote.address.toUpperCase(),
        timestamp: formatInstant(vote.time),
        signature: encodeBase64(vote.signature),
      }
    : {
        block_id_flag: 1 as const,
        validator_address: '' as const,
        timestamp: '0001-01-01T00:00:00Z' as const,
        signature: null,
      }

const malformed = (what: string, { issues: [issue] }: z.ZodError) =>
  fail(
    'light-malformed',
    `the ${what} cannot be read: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  )
