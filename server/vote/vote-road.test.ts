import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendVote } from '@maru/client/send-vote.ts'
import { answerSize, packVote, unpackAnswer, voteSize } from '@maru/road/message.ts'
import { withTown, type Town } from '@maru/testing/server-city.ts'
import { openVoteRoad, type VoteRoad } from './vote-road.ts'

const withRoad = (run: (town: Town, road: VoteRoad) => Promise<void>): Promise<void> =>
  withTown(async (town) => {
    const { ledger } = town
    const failed = (error: unknown): void => assert.fail(String(error))
    const road = await openVoteRoad({
      ledger,
      services: ledger.rules.services,
      host: '127.0.0.1',
      port: 0,
      failed,
    })
    try {
      await run(town, road)
    } finally {
      await road.close()
    }
  })

const post = async (road: VoteRoad, body: Uint8Array) => {
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await fetch(`${road.url}/vote`, { method: 'POST', headers, body: new Uint8Array(body) })
  const answer = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, size: answer.length, answer: unpackAnswer(answer) }
}

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
