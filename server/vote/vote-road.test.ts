// The road in front of a real ledger. That a proof proves what it must is for kernel/membership's tests.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import { sendVote } from '@maru/client/send-vote.ts'
import { sha256 } from '@maru/engines/host.ts'
import { checkProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { answerSize, packVote, unpackAnswer, voteSize, type VoteAnswer } from '@maru/road/message.ts'
import { openRelay } from '@maru/road/relay.ts'
import { withTown, type Town } from '@maru/testing/server-city.ts'
import { openGroupTiles } from '../groups/group-tiles.ts'
import { openVoteRoad, type VoteRoad, type VoteRoadLimits } from './vote-road.ts'

const withRoad = (
  run: (town: Town, road: VoteRoad) => Promise<void>,
  limits: Partial<VoteRoadLimits> = {},
): Promise<void> =>
  withTown(async (town) => {
    const { ledger } = town
    const failed = (error: unknown): void => assert.fail(String(error))
    const groups = openGroupTiles({ ledger, folder: join(town.folder, 'group-tiles'), failed })
    const road = await openVoteRoad({
      ledger,
      services: ledger.rules.services,
      groups,
      host: '127.0.0.1',
      port: 0,
      failed,
      limits,
    })
    try {
      await run(town, road)
    } finally {
      await road.close()
      await groups.close()
    }
  })

const post = async (road: VoteRoad, body: Uint8Array) => {
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await fetch(`${road.url}/vote`, { method: 'POST', headers, body: new Uint8Array(body) })
  const answer = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, size: answer.length, answer: unpackAnswer(answer) }
}

const local = { host: '127.0.0.1', port: 0 }
const places = ({ url }: VoteRoad) => ({ url, keys: '' })

test('what an account has signed is refused, for it names its voter, and is not recorded', () =>
  withRoad(async (town, road) => {
    const answer = await sendVote(places(road), town.sign('support', { proposal: 1 }))
    assert.equal(answer.state === 'refused' && answer.code, 'W2-names-its-voter')
    assert.match(answer.state === 'refused' ? answer.detail.ko : '', /계정/)
    assert.equal(town.ledger.status().size, 2)
  }))

test('nonsense, no padding of zeros, and an empty vote are refused, in an answer of the one size', () =>
  withRoad(async (town, road) => {
    const dirty = packVote(town.sign('support', { proposal: 1 }))
    dirty[voteSize - 1] = 1
    const bad: [body: Uint8Array, code: string][] = [
      [packVote(Buffer.from('nonsense')), 'T1-malformed'],
      [dirty, 'W1-vote-malformed'],
      [new Uint8Array(voteSize), 'W1-vote-malformed'],
      [new Uint8Array(voteSize).fill(0xff), 'W1-vote-malformed'],
    ]
    for (const [body, code] of bad) {
      const { status, size, answer } = await post(road, body)
      assert.deepEqual([status, size], [200, answerSize])
      assert.equal(answer?.state === 'refused' && answer.code, code)
    }
  }))

const ballot = { ballot: 1, choice: 2 }

const codeOf = (answer: VoteAnswer): string => ('code' in answer ? answer.code : answer.state)

test('a member votes, directly and through the gateway, and has the receipt at once', () =>
  withRoad(async ({ ledger, cast }, road) => {
    const relay = await openRelay({
      ...local,
      gateway: road.url,
      failed: (error) => assert.fail(String(error)),
    })
    const sealed = { url: road.url, relay: relay.url, keys: Buffer.from(road.keys.encoded()).toString('hex') }
    try {
      for (const [member, way] of [
        [1, places(road)],
        [2, sealed],
      ] as const) {
        const transaction = cast(member, ballot)
        const answer = await sendVote(way, transaction)
        assert.ok(answer.state === 'recorded', codeOf(answer))
        const vkey = parseVkey(sha256, ledger.vkey)
        const entry = await ledger.entry(answer.index)
        assert.ok(vkey.ok && entry)
        const checked = checkProof(sha256, host.verifyEd25519, answer.proof, entry, vkey.value)
        assert.ok(checked.ok, answer.proof)
        assert.equal(checked.value.index, answer.index)
        assert.ok(Buffer.from(entry).includes(transaction))
      }
    } finally {
      await relay.close()
    }
  }))

test('the same bytes at once and again are answered with one receipt, another vote of the same member is refused', () =>
  withRoad(async ({ ledger, cast }, road) => {
    const transaction = cast(1, ballot)
    const answers = await Promise.all([1, 2, 3].map(() => sendVote(places(road), transaction)))
    answers.push(await sendVote(places(road), transaction))
    assert.deepEqual(answers.map(codeOf), Array(4).fill('recorded'))
    assert.equal(new Set(answers.map((answer) => 'index' in answer && answer.index)).size, 1)
    const size = ledger.status().size
    assert.equal(codeOf(await sendVote(places(road), cast(1, { ballot: 1, choice: 1 }))), 'N2-already')
    assert.equal(ledger.status().size, size)
  }))

test('a proof that does not hold, an expired vote, an action for accounts, one with a text: each has its code', () =>
  withRoad(async ({ cast }, road) => {
    const bad: [transaction: Uint8Array, code: string][] = [
      [cast(1, ballot, { proof: new Uint8Array(256) }), 'T20-bad-membership-proof'],
      [cast(1, ballot, { proof: new Uint8Array(256).fill(0xff) }), 'T19-proof-not-canonical'],
      [cast(1, ballot, { proof: new Uint8Array(255) }), 'T14-unsupported-key'],
      [cast(1, ballot, { validUntil: 1 }), 'T4-expired'],
      [cast(1, ballot, { validUntil: Date.now() + 3_600_000 }), 'T5-valid-too-long'],
      [cast(1, { ballot: 'x' }), 'T11-input-malformed'],
      [cast(1, { proposal: 1 }, { action: 'support' }), 'T22-not-for-members'],
      [cast(1, { text: new Uint8Array(32) }, { action: 'write' }), 'S2-content-missing'],
    ]
    for (const [transaction, code] of bad) {
      const answer = await sendVote(places(road), transaction)
      assert.equal(codeOf(answer), code)
      assert.ok(answer.state === 'refused' && answer.detail.ko !== '' && answer.detail.en !== '')
    }
  }))

test('who sends an expired vote again, whose answer was lost, hears that it is recorded', () =>
  withRoad(async ({ cast }, road) => {
    const transaction = cast(1, ballot, { validUntil: Date.now() + 900 })
    assert.equal(codeOf(await sendVote(places(road), transaction)), 'recorded')
    await new Promise((resolve) => void setTimeout(resolve, 1_000))
    assert.equal(codeOf(await sendVote(places(road), transaction)), 'recorded')
  }))

test('a vote that finds no block in time is accepted, and sent again it brings the receipt', () =>
  withRoad(
    async ({ cast }, road) => {
      const transaction = cast(1, ballot)
      assert.equal(codeOf(await sendVote(places(road), transaction)), 'accepted')
      let answer = await sendVote(places(road), transaction)
      while (answer.state === 'accepted') answer = await sendVote(places(road), transaction)
      assert.equal(codeOf(answer), 'recorded')
    },
    { answerMs: 0 },
  ))

test('while the road is full all hear so, in an answer of the one size', () =>
  withRoad(
    async ({ cast }, road) => {
      const { status, size, answer } = await post(road, packVote(cast(1, ballot)))
      assert.deepEqual([status, size], [200, answerSize])
      assert.equal(answer && codeOf(answer), 'W3-road-busy')
    },
    { perSecondMax: 0 },
  ))
