// Against blocks of a network of CometBFT's own program and its own kvstore application (tools/record-light-blocks.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesToHex } from '../codec/hex.ts'
import { encodeBase64 } from '../log/base64.ts'
import type { Result } from '../log/result.ts'
import { headerHash } from './header.ts'
import { lightBlockToJson, parseGenesis, parseLightBlock } from './json.ts'
import {
  blockTrusted,
  type LightBlock,
  oneThird,
  type Trusted,
  verifyLightBlock,
  verifyStep,
} from './light-client.ts'
import { atLightGenesis, lightBlocks, lightGenesis } from '@maru/testing/light-blocks.ts'
import {
  chain,
  hash,
  host,
  madeUpBlock,
  madeUpValidator,
  type MadeUpBlock,
} from '@maru/testing/made-up-chain.ts'
import { twoThirds } from './commit.ts'
import { addressOf, inOrder, totalPower, validatorsHash } from './validators.ts'

const valueOf = <T>(result: Result<T>): T => {
  assert.ok(result.ok, result.ok ? '' : `${result.code}: ${result.message}`)
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.code)

const policy = { trustLevel: oneThird }
const last = lightBlocks.at(-1)!

test('hashes of headers and validators are those that CometBFT signed', () => {
  for (const { header, commit, validators } of lightBlocks) {
    assert.deepEqual(headerHash(hash, header), commit.block.hash)
    assert.deepEqual(validatorsHash(hash, validators), header.validatorsHash)
    assert.deepEqual(inOrder(hash, validators), validators)
    for (const [at, vote] of commit.votes.entries())
      if (vote) assert.equal(vote.address, addressOf(hash, validators[at]!))
  }
})

test('from the genesis on, each block follows from the one before, through all changes of validators', async () => {
  let trusted = atLightGenesis
  for (const block of lightBlocks) {
    const { power, totalPower: whole } = valueOf(await verifyStep(host, trusted, block, policy))
    assert.ok(power * 3 > whole * 2)
    trusted = blockTrusted(block)
  }
  const sets = new Set(lightBlocks.map(({ header }) => bytesToHex(header.validatorsHash)))
  assert.equal(sets.size, 9, 'four joined, four left')
  assert.ok(last.commit.votes.includes(undefined), 'one was stopped')
})

test('blocks are skipped while a third of those trusted have signed', async () => {
  const reached = async (trustLevel: typeof oneThird): Promise<number> => {
    let height = 0
    for (const block of lightBlocks)
      if ((await verifyStep(host, atLightGenesis, block, { trustLevel })).ok) height = block.header.height
    return height
  }
  const third = await reached(oneThird)
  const two = await reached(twoThirds)
  assert.ok(two < third && third < last.header.height, `${two}, ${third}`)
  assert.equal(codeOf(await verifyStep(host, atLightGenesis, last, policy)), 'link-power')
})

test('a header that names its next validators is enough to go on with those', async () => {
  const change = lightBlocks.findLast(
    ({ header }) => !sameBytes(header.validatorsHash, header.nextValidatorsHash),
  )!
  const later = lightBlocks.filter(({ header }) => header.height > change.header.height + 1)
  for (const block of later)
    valueOf(
      await verifyStep(host, blockTrusted(change), block, { trustLevel: { numerator: 1, denominator: 1 } }),
    )
  assert.ok(later.length > 0)
})

test('what is written is what was read', () => {
  for (const block of lightBlocks) assert.deepEqual(valueOf(parseLightBlock(lightBlockToJson(block))), block)
})

test('exactly two thirds are not enough, one vote more is', async () => {
  const validators = [madeUpValidator(2), madeUpValidator(1), madeUpValidator(3)]
  const signedBy = (count: number, how: 'nil' | 'absent') =>
    verifyLightBlock(
      host,
      madeUpBlock({
        height: 7,
        validators,
        vote: (validator) => (validators.indexOf(validator) < count ? 'block' : how),
      }),
    )
  for (const how of ['nil', 'absent'] as const) {
    assert.equal(codeOf(await signedBy(2, how)), 'commit-power')
    assert.equal(codeOf(await signedBy(3, how)), 'ok')
  }
  const exact = [madeUpValidator(4), madeUpValidator(2)]
  const block = (nilPower: number) =>
    madeUpBlock({ height: 7, validators: exact, vote: ({ power }) => (power === nilPower ? 'nil' : 'block') })
  assert.equal(codeOf(await verifyLightBlock(host, block(2))), 'commit-power')
})

test('exactly a third of the trusted is not enough, more is', async () => {
  const old = [madeUpValidator(1), madeUpValidator(1), madeUpValidator(1)]
  const added = [madeUpValidator(5), madeUpValidator(5)]
  const first = blockTrusted(madeUpBlock({ height: 1, validators: old }))
  const third = madeUpBlock({ height: 5, validators: [old[0]!, ...added] })
  assert.equal(codeOf(await verifyStep(host, first, third, policy)), 'link-power')
  const more = madeUpBlock({ height: 5, validators: [old[0]!, old[1]!, ...added] })
  assert.equal(codeOf(await verifyStep(host, first, more, policy)), 'ok')
})

test('what is wrong with a block is named', async () => {
  const four = Array.from({ length: 4 }, () => madeUpValidator(10))
  const stranger = madeUpValidator(10)
  const first = blockTrusted(madeUpBlock({ height: 3, validators: four }))
  const judge = async (block: LightBlock, trusted: Trusted = first) =>
    codeOf(await verifyStep(host, trusted, block, policy))
  const made = (changes: Partial<MadeUpBlock>) => madeUpBlock({ height: 9, validators: four, ...changes })
  const good = made({})
  assert.equal(await judge(good), 'ok')
  assert.equal(await judge(made({ header: { chain: 'other-1' } })), 'header-chain')
  assert.equal(await judge(made({ signedChain: 'other-1' })), 'commit-signature')
  assert.equal(await judge(made({ height: 3 })), 'header-order')
  assert.equal(await judge(made({ header: { time: { seconds: 5, nanos: 0 } } })), 'header-order')
  assert.equal(await judge(made({ header: { blockVersion: 10 } })), 'header-version')
  assert.equal(await judge(made({ height: 4, validators: [...four, stranger] })), 'link-hash')
  assert.equal(await judge({ ...good, validators: good.validators.slice(1) }), 'validators-hash')
  assert.equal(await judge({ ...good, validators: [] }), 'validators-wrong')
  const twice = [four[0]!, ...four]
  assert.equal(await judge(made({ validators: twice })), 'validators-wrong')
  const huge = { ...four[0]!, power: 2 ** 52 }
  assert.equal(await judge(made({ validators: [huge] })), 'validators-wrong')
  const { commit } = good
  assert.equal(await judge({ ...good, commit: { ...commit, votes: commit.votes.slice(1) } }), 'commit-size')
  assert.equal(await judge({ ...good, commit: { ...commit, height: 8 } }), 'commit-block')
  assert.equal(await judge({ ...good, commit: { ...commit, round: 1 } }), 'commit-signature')
  assert.equal(
    await judge({
      ...good,
      commit: madeUpBlock({ height: 9, validators: four, header: { appVersion: 1 } }).commit,
    }),
    'commit-block',
  )
  const [one, two, ...rest] = commit.votes
  assert.equal(await judge({ ...good, commit: { ...commit, votes: [two, one, ...rest] } }), 'commit-stranger')
  assert.equal(await judge({ ...good, commit: { ...commit, votes: [one, one, ...rest] } }), 'commit-stranger')
  const forged = { ...good.validators[0]!, privateKey: stranger.privateKey }
  const byStranger = madeUpBlock({
    height: 9,
    validators: [forged, ...(good.validators.slice(1) as never[])],
  })
  assert.equal(await judge(byStranger), 'commit-signature')
})

test('an old block is no longer trusted, and one of the future not yet', async () => {
  const validators = [madeUpValidator(1)]
  const [first, second] = [madeUpBlock({ height: 1, validators }), madeUpBlock({ height: 2, validators })]
  const at = async (nowMs: number) => {
    const clock = { nowMs, trustingMs: 60_000, driftMs: 500 }
    return codeOf(await verifyStep(host, blockTrusted(first), second, { trustLevel: oneThird, clock }))
  }
  assert.equal(first.header.chain, chain)
  assert.equal(await at(1_800_000_060_999), 'ok')
  assert.equal(await at(1_800_000_061_000), 'trust-expired')
  assert.equal(await at(1_800_000_001_501), 'ok')
  assert.equal(await at(1_800_000_001_500), 'header-future')
})

test('the time of a genesis may be written with zeros at its end', () => {
  const validators = lightGenesis.validators.map(({ publicKey }) => ({
    pub_key: { type: 'tendermint/PubKeyEd25519', value: encodeBase64(publicKey) },
    power: '10',
  }))
  const read = (genesis_time: string) => parseGenesis({ chain_id: 'a', genesis_time, validators })
  const times = ['2026-11-30T12:43:37.120Z', '2026-11-30T12:43:37.000Z', '2026-11-30T12:43:30Z'].map(
    (time) => valueOf(read(time)).time,
  )
  assert.deepEqual(times, [
    { seconds: 1_796_042_617, nanos: 120_000_000 },
    { seconds: 1_796_042_617, nanos: 0 },
    { seconds: 1_796_042_610, nanos: 0 },
  ])
  assert.equal(codeOf(read('yesterday')), 'light-malformed')
})

test('the powers of a genesis are those of its validators', () =>
  assert.equal(totalPower(lightGenesis.validators), 40))

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => bytesToHex(a) === bytesToHex(b)
