// Who supports a proposal that takes members: those of the group that was fixed, once, in order, and by no account.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { memberPseudonym } from '@maru/kernel/membership/membership.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createMadeUpCity } from '../made-up.ts'
import vectorsCity from '../vectors/city.json' with { type: 'json' }

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const withSupports = (anonymousSupports: number) => ({
  ...vectorsCity,
  parameters: {
    ...vectorsCity.parameters,
    proposals: {
      ...vectorsCity.parameters.proposals,
      anonymousSupports: [[1767225600000, anonymousSupports]],
    },
  },
})

const open = (anonymousSupports = 1, hasIdentities = true) => {
  const city = createMadeUpCity(hash, withSupports(anonymousSupports))
  const identify = (name: string, number: bigint) => {
    const input = { account: { account: name }, commitment: numberToBytes(number), groups: ['city'] }
    city.act({ by: 'registrar', service: 'residents', action: 'set-identity', input })
  }
  for (const [at, name] of ['ana', 'ben'].entries()) {
    city.enrol(name)
    if (hasIdentities) identify(name, BigInt(at + 1))
  }
  const content = { bytes: '07'.repeat(32) }
  const input = { field: 'parks', district: null, content }
  city.act({ by: 'ana', service: 'proposals', action: 'open-proposal', input })
  const row = city.query('proposals', 'proposal', { proposal: 1 }) as { members?: { root: string } }
  const root = row.members?.root
  const act = (action: string, given: object, member?: { root: string; nullifier: string }) => {
    const step = { by: 'ana', service: 'proposals', action, input: { proposal: 1, ...given } }
    const receipt = city.act({ ...step, ...(member && { member }) })
    return 'refusal' in receipt ? receipt.refusal.code : 'counted'
  }
  const memberOf = (nullifier: string, of = root ?? '00'.repeat(32)) => ({ root: of, nullifier })
  return { act, identify, memberOf, root, query: city.query }
}
const [ana, ben] = ['0a'.repeat(32), '0b'.repeat(32)]

describe('a proposal that members support', () => {
  test('P26: takes no account, and one for accounts no member', () => {
    assert.equal(open().act('support-proposal', {}), 'P26-without-name')
    const named = open(0)
    assert.equal(named.root, undefined)
    assert.equal(named.act('support-proposal', { sequence: 1 }, named.memberOf(ana)), 'P26-by-account')
    assert.equal(named.act('support-proposal', { sequence: 1 }), 'P26-by-account')
    assert.equal(named.act('support-proposal', {}), 'counted')
  })

  test('P26: is one for accounts where nobody is in the group yet', () => {
    const town = open(1, false)
    assert.equal(town.root, undefined)
    assert.equal(town.act('support-proposal', {}), 'counted')
  })

  test('P27: takes the group as it was when it was opened', () => {
    const town = open()
    town.identify('ana', 9n)
    assert.equal(
      town.act('support-proposal', { sequence: 1 }, town.memberOf(ana, '01'.repeat(32))),
      'P27-not-in-group',
    )
    assert.equal(town.act('support-proposal', { sequence: 1 }, town.memberOf(ana)), 'counted')
  })

  test('P28: a number that does not grow is refused, so an old proof in other bytes changes nothing', () => {
    const town = open()
    const member = town.memberOf(ana)
    assert.equal(town.act('support-proposal', {}, member), 'P28-sequence-too-low')
    assert.equal(town.act('support-proposal', { sequence: 1 }, member), 'counted')
    assert.equal(town.act('support-proposal', { sequence: 2 }, member), 'P10-already-supported')
    assert.equal(town.act('withdraw-support', { sequence: 2 }, member), 'counted')
    assert.equal(town.act('support-proposal', { sequence: 1 }, member), 'P28-sequence-too-low')
    assert.equal(town.act('withdraw-support', { sequence: 3 }, member), 'P11-not-supported')
    assert.equal(town.act('support-proposal', { sequence: 3 }, member), 'counted')
    assert.equal(town.act('support-proposal', { sequence: 1 }, town.memberOf(ben)), 'counted')
    town.act('withdraw-support', { sequence: 2 }, town.memberOf(ben))
    const { members } = town.query('proposals', 'members', { proposal: 1 }) as {
      members: { member: string; sequence: number; supports: boolean }[]
    }
    const own = (nullifier: string) =>
      members.find(({ member }) => member === memberPseudonym(hexToBytes(nullifier), hash))
    assert.deepEqual([own(ana)?.sequence, own(ana)?.supports], [3, true])
    assert.deepEqual(
      [own(ben)?.sequence, own(ben)?.supports],
      [2, false],
      'taken back, and its number is known',
    )
  })
})
