// Who takes sides in a debate without names: members of the group that was fixed, in order, and no account.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { memberPseudonym, scopeBytes } from '@maru/kernel/membership/membership.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createMadeUpCity, type Step } from '../made-up.ts'
import vectorsCity from '../vectors/city.json' with { type: 'json' }
import { takeSide } from './actions/take-side.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
const [ana, ben, cho] = ['0a', '0b', '0c'].map((byte) => byte.repeat(32)) as [string, string, string]
const names = ['ana', 'ben', 'cho'] as const

interface Row {
  readonly members?: { readonly root: string; readonly version: number }
  readonly shownFrom?: number
  readonly for: number | null
  readonly participants: number
  readonly mayorAt?: number
}

const open = (anonymousOpinions = 1, hasIdentities = true) => {
  const debates = {
    ...vectorsCity.parameters.debates,
    anonymousOpinions: [[1767225600000, anonymousOpinions]],
  }
  const parameters = { ...vectorsCity.parameters, debates }
  const town = createMadeUpCity(hash, { ...vectorsCity, parameters })
  const identify = (name: string, number: bigint) => {
    const input = { account: { account: name }, commitment: numberToBytes(number), groups: ['city'] }
    town.act({ by: 'registrar', service: 'residents', action: 'set-identity', input })
  }
  for (const [at, name] of names.entries()) {
    town.enrol(name)
    if (hasIdentities) identify(name, BigInt(at + 1))
  }
  const ask = () => town.act({ by: 'mayor', service: 'debates', action: 'open-debate', input: { content } })
  ask()
  const read = (debate = 1) => town.query('debates', 'debate', { debate }) as Row
  const act = (action: string, given: object, member?: Step['member'], by = 'ana') => {
    const input = { debate: 1, side: 'for', ...given }
    const receipt = town.act({ by, service: 'debates', action, input, ...(member && { member }) })
    return 'refusal' in receipt ? receipt.refusal.code : 'counted'
  }
  const take = (nullifier: string, sequence = 1, given: object = {}, root = read().members?.root ?? '') =>
    act('take-side', { sequence, ...given }, { root, nullifier })
  return { town, identify, ask, read, act, take }
}

describe('a debate in which members take sides', () => {
  test('D13: takes no account, with words or without, and no words of a member', () => {
    const { act, read, take } = open()
    assert.equal(act('give-opinion', { content }), 'D13-without-name')
    assert.equal(act('take-side', { sequence: 1 }), 'D13-without-name')
    const member = { root: read().members?.root ?? '', nullifier: ana }
    assert.equal(act('give-opinion', { content }, member), 'T22-not-for-members')
    assert.equal(take(ana), 'counted')
  })

  test('D13: one for accounts takes no member, and sides only with words', () => {
    const { act, read, take } = open(0)
    assert.equal(read().members, undefined)
    assert.equal(take(ana, 1, {}, '00'.repeat(32)), 'D13-by-account')
    assert.equal(act('take-side', { sequence: 1 }), 'D13-by-account')
    assert.equal(act('give-opinion', { content }), 'counted')
  })

  test('D13: is one for accounts where nobody is in the group yet', () => {
    const { act, read } = open(1, false)
    assert.equal(read().members, undefined)
    assert.equal(act('give-opinion', { content }), 'counted')
  })

  test('D13: keeps its way when the number changes, and the next debate has the new one', () => {
    const { town, ask, act, take, read } = open()
    const change = {
      service: 'debates',
      name: 'anonymousOpinions',
      from: vectorsCity.time + 3_600_000,
      value: 0,
    }
    town.act({ by: 'mayor', service: 'parameters', action: 'change-parameter', input: change })
    town.act({ by: 'ana', service: 'none', action: 'none', input: {}, at: 3_600_000 })
    ask()
    assert.equal(read(2).members, undefined)
    assert.equal(take(ana), 'counted')
    assert.equal(act('give-opinion', { debate: 2, content }), 'counted')
  })

  test('D14: takes the group as it was when it was opened: no older root, no newer one', () => {
    const { identify, ask, read, take } = open()
    const first = read().members?.root ?? ''
    identify('ana', 9n)
    ask()
    const second = read(2).members?.root ?? ''
    assert.notEqual(second, first)
    assert.equal(take(ana, 1, {}, second), 'D14-not-in-group')
    assert.equal(take(ana, 1, { debate: 2 }, first), 'D14-not-in-group')
    assert.equal(take(ana, 1, { debate: 2 }, second), 'counted')
    assert.equal(take(ana), 'counted', 'the tree has grown since, and the debate goes on')
  })

  test('D15: a number that does not grow is refused, so an old proof in other bytes changes nothing', () => {
    const { town, take } = open()
    assert.equal(take(ana), 'counted')
    assert.equal(take(ana), 'D15-sequence-too-low')
    assert.equal(take(ana, 3, { side: 'against' }), 'counted')
    assert.equal(take(ana, 2), 'D15-sequence-too-low')
    assert.equal(take(ben), 'counted')
    assert.equal(take(cho), 'counted')
    const { voices } = town.query('debates', 'voices', { debate: 1 }) as {
      voices: { member: string; side: string }[]
    }
    const own = voices.find(({ member }) => member === memberPseudonym(hexToBytes(ana), hash))
    assert.equal(own?.side, 'against')
  })

  test('D16: shows who takes part at once, and sides from so many on', () => {
    const { town, read, take } = open()
    const sidesSeen = () =>
      (town.query('debates', 'voices', { debate: 1 }) as { voices: { side: string | null }[] }).voices.map(
        ({ side }) => side,
      )
    assert.equal(read().shownFrom, 3)
    take(ana)
    take(ben, 1, { side: 'other' })
    assert.deepEqual([read().for, read().participants, sidesSeen()], [null, 2, [null, null]])
    assert.ok(read().mayorAt, 'D10: two oblige the mayor here, whatever is shown')
    take(cho)
    assert.deepEqual([read().for, read().participants], [2, 3])
    assert.deepEqual(new Set(sidesSeen()), new Set(['for', 'other']))
  })

  test('D16: with fewer, answers of the city are the same whatever the sides are', () => {
    const looksAt = (first: string, second: string) => {
      const { town, take } = open()
      take(ana, 1, { side: first })
      take(ben, 1, { side: second })
      take(ana, 2, { side: second })
      return ['debate', 'debates', 'voices', 'opinions'].map((name) =>
        town.query('debates', name, name === 'debates' ? {} : { debate: 1 }),
      )
    }
    assert.deepEqual(looksAt('for', 'against'), looksAt('other', 'for'))
  })

  test('D16: says no sides when it closes with fewer', () => {
    const { town, take, read } = open()
    take(ana)
    const closes = (read() as unknown as { readonly closes: number }).closes
    town.act({ by: 'ana', service: 'none', action: 'none', input: {}, at: closes - vectorsCity.time })
    const closed = { debate: 1, proposal: 0, for: null, against: null, other: null, participants: 1 }
    assert.deepEqual(town.timerEvents(), [['debates', 'debate-closed', closed]])
  })

  test('no event and no row of it has an account', () => {
    const { town, read } = open()
    const member = { root: read().members?.root ?? '', nullifier: ana }
    const input = { debate: 1, side: 'for', sequence: 1 }
    const receipt = town.act({ by: 'ana', service: 'debates', action: 'take-side', input, member })
    const said = JSON.stringify([receipt, town.query('debates', 'voices', { debate: 1 })])
    for (const name of names) assert.ok(!said.includes(town.keyId(name)))
  })
})

test('a proof is for one debate: its scope has the number of the debate, and nothing of the side', () => {
  const scopeOf = (debate: number, side: 'for' | 'other') =>
    Buffer.from(scopeBytes(hash, 'c', 'debates', takeSide.membership!.scope({ debate, side, sequence: 1 })))
  assert.deepEqual(scopeOf(1, 'for'), scopeOf(1, 'other'))
  assert.notDeepEqual(scopeOf(1, 'for'), scopeOf(2, 'for'))
})
