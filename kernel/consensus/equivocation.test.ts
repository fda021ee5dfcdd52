import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesToHex } from '../codec/hex.ts'
import { encodeBase64 } from '../log/base64.ts'
import { equivocationChecks, compareVotes, type SignedVote } from './equivocation.ts'
import { equivocationsIn } from './evidence-json.ts'

const hashOf = (fill: number): string => bytesToHex(new Uint8Array(32).fill(fill)).toUpperCase()

/** As CometBFT's RPC has a vote; 0 is for no block. */
const voteJson = (fill: number, changes: object = {}) => ({
  type: 2,
  height: '7',
  round: 1,
  block_id:
    fill === 0
      ? { hash: '', parts: { total: 0, hash: '' } }
      : { hash: hashOf(fill), parts: { total: 1, hash: hashOf(200) } },
  timestamp: '2026-11-30T12:43:37.789Z',
  validator_address: 'AA'.repeat(20),
  validator_index: 0,
  signature: encodeBase64(new Uint8Array(64).fill(fill)),
  extension: null,
  extension_signature: null,
  ...changes,
})
const evidence = (a: object, b: object, type = 'tendermint/DuplicateVoteEvidence') => ({
  type,
  value: { vote_a: a, vote_b: b, TotalVotingPower: '40', ValidatorPower: '10' },
})

test('votes of a block’s evidence are read, and put into one order', () => {
  const [found, ...more] = equivocationsIn([evidence(voteJson(2), voteJson(1))])
  assert.equal(more.length, 0)
  const { address, type, height, round, votes } = found!
  assert.deepEqual([address, type, height, round], ['aa'.repeat(20), 'precommit', 7, 1])
  assert.deepEqual(
    votes.map(({ block }) => block?.hash[0]),
    [1, 2],
  )
  const [withNone] = equivocationsIn([evidence(voteJson(1, { type: 1 }), voteJson(0, { type: 1 }))])
  assert.deepEqual([withNone!.type, withNone!.votes[0].block], ['prevote', undefined])
})

test('evidence of another kind, or that cannot be read, is left out', () => {
  const unreadable = [
    evidence(voteJson(1), voteJson(2), 'tendermint/LightClientAttackEvidence'),
    evidence(voteJson(1), voteJson(2, { type: 32 })),
    evidence(voteJson(1), voteJson(2, { height: '07' })),
    evidence(voteJson(1), voteJson(2, { signature: 'AAAA' })),
    null,
    'text',
  ]
  assert.deepEqual(equivocationsIn(unreadable), [])
})

test('each vote is checked with what it says, by the one key', () => {
  const [{ votes, type, height, round }] = equivocationsIn([evidence(voteJson(1), voteJson(2))]) as [any]
  const publicKey = new Uint8Array(32).fill(5)
  const checks = equivocationChecks('town-1', { publicKey, type, height, round, votes })
  assert.equal(checks.length, 2)
  assert.notDeepEqual(checks[0]!.message, checks[1]!.message)
  for (const check of checks) assert.deepEqual(check.publicKey, publicKey)
  const elsewhere = equivocationChecks('town-2', { publicKey, type, height, round, votes })
  assert.notDeepEqual(elsewhere[0]!.message, checks[0]!.message)
})

test('two votes for the same block are none, whenever they were cast', () => {
  const [first] = equivocationsIn([evidence(voteJson(1), voteJson(1, { timestamp: '2026-11-30T12:43:38Z' }))])
  assert.equal(compareVotes(...(first!.votes as [SignedVote, SignedVote])), 0)
})
