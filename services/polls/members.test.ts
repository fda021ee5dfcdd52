// Who may vote without a name: by a proof of the group as it was when the poll opened, and of no other.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Receipt } from '@maru/kernel/execute.ts'
import { memberPseudonym, scopeBytes } from '@maru/kernel/membership/membership.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { createMadeUpCity, type Step } from '../made-up.ts'
import { vote } from './actions/vote.ts'
import { castMadeUpVote, enrolVoters, nullifierOf, openMadeUpPoll, readMadeUpPoll } from './made-up-poll.ts'
import type { Question } from './questions.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const outcome = (receipt: Receipt): string => ('events' in receipt ? 'counted' : receipt.refusal.code)
const questions: Question[] = [{ kind: 'single', options: 3, askedIf: null }]
const anonymous = { secrecy: 'anonymous', shownFrom: 3, questions } as const

const open = () => {
  const town = createMadeUpCity(hash)
  enrolVoters(town, ['ana', 'ben', 'cho'])
  openMadeUpPoll(town, anonymous)
  const root = readMadeUpPoll(town).members?.root ?? ''
  const cast = (member: Step['member'], sequence = 1, poll = 1) => {
    const input = { poll, answers: [[2]], sequence, isHere: false }
    return outcome(
      town.act({ by: 'ana', service: 'polls', action: 'vote', input, ...(member && { member }) }),
    )
  }
  return { town, root, cast }
}

test('B10: a poll that opens keeps root, version and size of its group', () => {
  const { town, root } = open()
  assert.match(root, /^[0-9a-f]{64}$/)
  const { members } = readMadeUpPoll(town)
  assert.deepEqual([members?.version, members?.size], [3, 3])
  const city = createMadeUpCity(hash)
  enrolVoters(city, ['ana'])
  const receipt = openMadeUpPoll(city, { ...anonymous, group: 'city-19' })
  assert.equal(outcome(receipt), 'B5-unknown-group', 'nobody is in it')
})

test('B10: an account does not vote in an anonymous poll, and no member in a named one', () => {
  const { town, root, cast } = open()
  assert.equal(cast(undefined), 'B10-needs-proof')
  openMadeUpPoll(town, { questions })
  assert.equal(cast({ root, nullifier: nullifierOf('ana') }, 1, 2), 'B10-needs-account')
})

test('B10: an older root, a newer one and one of another group are refused', () => {
  const { town, root, cast } = open()
  const rootOf = () => {
    const { groups } = town.query('residents', 'groups') as { groups: { group: string; root: string }[] }
    return groups.find(({ group }) => group === 'city')?.root ?? ''
  }
  assert.equal(rootOf(), root)
  town.enrol('dan')
  const identity = {
    account: { account: 'dan' },
    commitment: hash(new Uint8Array(1)).fill(0, 0, 1),
    groups: ['city'],
  }
  town.act({ by: 'registrar', service: 'residents', action: 'set-identity', input: identity })
  assert.notEqual(rootOf(), root)
  assert.equal(cast({ root: rootOf(), nullifier: nullifierOf('dan') }), 'B10-other-root')
  assert.equal(cast({ root: '0'.repeat(64), nullifier: nullifierOf('ana') }), 'B10-other-root')
  assert.equal(
    cast({ root, nullifier: nullifierOf('ana') }),
    'counted',
    'the tree has grown since, and the poll goes on',
  )
  openMadeUpPoll(town, anonymous)
  assert.equal(
    cast({ root, nullifier: nullifierOf('ben') }, 1, 2),
    'B10-other-root',
    'a later poll has a later root',
  )
})

test('B12: a nullifier votes once, whoever sends it, and changes by a higher number', () => {
  const { root, cast } = open()
  const member = { root, nullifier: nullifierOf('ana') }
  assert.equal(cast(member), 'counted')
  assert.equal(cast(member), 'B12-sequence-too-low', 'also when the same proof comes in other bytes')
  assert.equal(cast(member, 2), 'counted')
  assert.equal(cast({ root, nullifier: nullifierOf('ben') }), 'counted')
})

test('B12: whoever has the nullifier finds the vote that counts under what stands for it', () => {
  const { town } = open()
  castMadeUpVote(town, 'ana', [[3]], 1)
  const voter = memberPseudonym(hexToBytes(nullifierOf('ana')), hash)
  const row = town.query('polls', 'vote', { poll: 1, voter }) as { readonly answers: unknown }
  assert.deepEqual(row.answers, [[3]])
})

test('a proof is for one poll: its scope has the number of the poll, and nothing of the choice', () => {
  const scopeOf = (poll: number, option: number) => {
    const input = { poll, answers: [[option]], sequence: option, isHere: false }
    return Buffer.from(scopeBytes(hash, 'c', 'polls', vote.membership!.scope(input))).toString('hex')
  }
  assert.equal(scopeOf(1, 1), scopeOf(1, 2))
  assert.notEqual(scopeOf(1, 1), scopeOf(2, 1))
})

test('no event and no row of an anonymous poll has an account', () => {
  const { town } = open()
  for (const name of ['ana', 'ben', 'cho']) {
    const receipt = castMadeUpVote(town, name, [[1]], 1)
    const said = JSON.stringify([
      'events' in receipt && receipt.events,
      town.query('polls', 'votes', { poll: 1 }),
    ])
    for (const each of ['ana', 'ben', 'cho']) assert.ok(!said.includes(town.keyId(each)))
  }
})
