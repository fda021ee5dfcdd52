// With the real CometBFT. The whole of it: npm run double-votes -- --residents 10000
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { createHost } from '@maru/engines/host.ts'
import { runQuery } from '@maru/kernel/execute.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { toJson } from '@maru/server/json.ts'
import { services } from '@maru/services/index.ts'
import type { LogSource } from '@maru/verifier/log-reader.ts'
import { createMembershipVerifier } from '../mass-verifier.ts'
import { withoutCometBft, withRealNetwork, type RealNetwork } from '../real-network.ts'
import { countsHeard, judgeTallies, judgeVotes, recountPolls, type Tally } from './judge.ts'
import type { Network } from './network.ts'
import { voteAsMembers, voteByName, type DoubleVote, type PlayedPoll } from './play.ts'
import { enrol, groupOf, openPoll } from './town.ts'

/** One voter proves really, the others send codes (mass-members.ts). */
const hostOfCodes = { ...createHost(), verifyMembership: createMembershipVerifier() }

/** Straight into the ledgers; the command goes over HTTP. */
const networkOf = ({ nodes }: RealNetwork): Network => {
  const send: Network['cast'] = async (node, transaction) => {
    const result = await nodes[node]!.ledger.submit(transaction)
    return result.ok ? { index: result.value.index } : { code: result.refusal.code }
  }
  const query: Network['query'] = (service, name, input) => {
    const found = services.find((each) => each.name === service)!
    const snapshot = nodes[0]!.ledger.snapshot()
    const answer = runQuery(found, snapshot.view, snapshot, name, found.queries[name]!.input.parse(input))
    return Promise.resolve(JSON.parse(toJson(answer)))
  }
  return { nodeCount: nodes.length, send, cast: send, query, log: () => undefined }
}

const polls = services.find(({ name }) => name === 'polls')!

const talliesOf = ({ nodes }: RealNetwork, poll: number): Tally[] =>
  nodes.map(({ ledger }) => {
    const snapshot = ledger.snapshot()
    return runQuery(polls, snapshot.view, snapshot, 'poll', { poll }) as Tally
  })

/** Its files are written a moment later; the ledger gives them from memory. */
const logOf = (ledger: Ledger): LogSource => ({
  read: (path) =>
    path === 'checkpoint' ? Promise.resolve(Buffer.from(ledger.checkpoint())) : ledger.tile(path),
})

const caughtUp = async ({ nodes }: RealNetwork): Promise<void> => {
  const aim = Math.max(...nodes.map(({ ledger }) => ledger.status().size))
  while (nodes.some(({ ledger }) => ledger.status().size < aim)) await wait(20)
}

test(
  'a town votes twice at once, at two of four nodes: one vote each, the same on all',
  { skip: withoutCometBft, timeout: 180_000 },
  () =>
    withRealNetwork({ count: 4, firstPort: 27_860, host: hostOfCodes }, async (real) => {
      const network = networkOf(real)
      const residents = await enrol(network, 40)
      const named = await voteByName(network, residents, await openPoll(network, 1, 'named'))
      const poll = await openPoll(network, 2, 'anonymous')
      await caughtUp(real)
      const tree = await groupOf(network, poll)
      const anonymous = await voteAsMembers(network, residents, poll, { tree, realProofs: 1 })
      await caughtUp(real)
      for (const played of [named, anonymous]) {
        assert.deepEqual(judgeVotes(played), [])
        assert.deepEqual(judgeTallies(played, talliesOf(real, played.poll), 'node'), [])
        const counted = countsHeard(played.votes).reduce((sum, count) => sum + count)
        assert.equal(counted, residents.length)
      }
      for (const { ledger } of real.nodes) {
        const { tallies } = await recountPolls(logOf(ledger), ledger.vkey, [1, 2])
        assert.deepEqual(judgeTallies(named, [tallies[0]!], 'the recount of node'), [])
        assert.deepEqual(judgeTallies(anonymous, [tallies[1]!], 'the recount of node'), [])
      }
    }),
)

test('two votes that were both recorded, none, and a tally that is one off are each seen', () => {
  const [recorded, refused] = [{ index: 4 }, { code: 'B12-voted-already' }]
  const vote = (voter: string, ...answers: [object, object]): DoubleVote => ({
    voter,
    ballots: [0, 1].map((at) => ({ node: at, choice: at + 1, answer: answers[at] })) as never,
  })
  const played = (...votes: DoubleVote[]): PlayedPoll => ({ poll: 1, secrecy: 'named', votes, seconds: 0 })
  const right = vote('ana', recorded, refused)
  assert.deepEqual(judgeVotes(played(right, vote('bo', refused, recorded))), [])
  assert.equal(judgeVotes(played(right, vote('bo', recorded, recorded))).length, 1)
  assert.equal(judgeVotes(played(right, vote('bo', refused, refused))).length, 1)
  assert.equal(judgeVotes(played(right, vote('bo', recorded, { code: 'T17-undecided' }))).length, 1)
  const tally = (voters: number, ...counts: number[]): Tally => ({ voters, tally: [{ counts }] })
  assert.deepEqual(judgeTallies(played(right), [tally(1, 1, 0)], 'node'), [])
  assert.equal(judgeTallies(played(right), [tally(1, 1, 0), tally(2, 1, 1)], 'node').length, 1)
  assert.equal(judgeTallies(played(right), [tally(1, 0, 1)], 'node').length, 1)
})
