// Groups over time: what the ledger keeps gives the tree of every version, and leaving, coming back and a new identity
// show in it as they should.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { LeanIMT } from '@zk-kit/lean-imt'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { bytesToNumber, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { groupSizeMax, hashPair } from '@maru/kernel/membership/tree.ts'
import { createMadeUpCity } from '../made-up.ts'
import { madeUpSignature } from '../made-up-signatures.ts'
import vectorsCity from '../vectors/city.json' with { type: 'json' }
import { checkIdentity } from './groups.ts'
import { identityProofMessage } from './key-proof.ts'
import { residentsReads } from './reads.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())

const open = () => {
  const city = createMadeUpCity(hash)
  const act = (action: string, input: object, by = 'registrar') => {
    const receipt = city.act({ by, service: 'residents', action, input })
    assert.ok('events' in receipt, `${action}: ${JSON.stringify(receipt)}`)
  }
  return {
    ...city,
    act,
    refusalOf: (action: string, input: object): string | undefined => {
      const receipt = city.act({ by: 'registrar', service: 'residents', action, input })
      return 'refusal' in receipt ? receipt.refusal.code : undefined
    },
    enrolWith: (name: string, number: bigint, groups: readonly string[] = ['city']) =>
      act('enrol-resident', {
        algorithm: 'Ed25519',
        publicKey: { publicKey: name },
        proof: { proof: [name, name] },
        district: 'hill',
        birthYearBand: 1980,
        identity: { commitment: numberToBytes(number), groups },
      }),
    groupOf: (group: string) => residentsReads.groupOf(city.view, group),
    changes: (group: string) =>
      (city.query('residents', 'group-changes', { group, after: 0, limit: 100 }) as Changes).changes,
  }
}

interface Changes {
  readonly changes: readonly { readonly version: number; readonly index: number; readonly leaf: string }[]
}

/** As anyone can build it. */
const rootAt = (changes: Changes['changes'], version: number): string => {
  const tree = new LeanIMT<bigint>(hashPair)
  for (const { index, leaf } of changes.slice(0, version)) {
    const value = bytesToNumber(hexToBytes(leaf))
    if (index === tree.size) tree.insert(value)
    else tree.update(index, value)
  }
  return bytesToHex(numberToBytes(tree.root))
}

const suspended = { account: { account: 'ben' }, reason: 'under-review' }

describe('a group', () => {
  test('has a root for each version that its changes give again', () => {
    const city = open()
    const roots: string[] = []
    const note = () => roots.push(city.groupOf('city')!.root)
    for (const [at, name] of ['ana', 'ben', 'cem', 'dua', 'eve'].entries()) {
      city.enrolWith(name, BigInt(at + 11))
      note()
    }
    city.act('suspend-resident', suspended)
    note()
    city.act('set-identity', {
      account: { account: 'ana' },
      commitment: numberToBytes(99n),
      groups: ['city', 'city-14'],
    })
    note()
    city.act('restore-resident', { ...suspended, reason: 'mistake' })
    note()
    city.act('leave-city', { account: { account: 'cem' } }, 'cem')
    note()
    const changes = city.changes('city')
    assert.deepEqual(
      changes.map(({ version }) => version),
      roots.map((_, at) => at + 1),
    )
    assert.deepEqual(
      roots.map((_, at) => rootAt(changes, at + 1)),
      roots,
    )
    const listed = (city.query('residents', 'groups') as { groups: { group: string; members: number }[] })
      .groups
    assert.deepEqual(
      listed.map(({ group, members }) => [group, members]),
      [
        ['city-14', 1],
        ['city', 4],
      ],
    )
  })

  test('is the same again when a resident is restored, at the same place', () => {
    const city = open()
    city.enrolWith('ana', 1n)
    city.enrolWith('ben', 2n)
    const before = city.groupOf('city')!
    city.act('suspend-resident', suspended)
    assert.notEqual(city.groupOf('city')!.root, before.root)
    city.act('restore-resident', { ...suspended, reason: 'review-passed' })
    assert.deepEqual(city.groupOf('city'), { ...before, version: before.version + 2 })
  })

  test('that a resident is taken out of has a zero in their place, and gives it back to them alone', () => {
    const city = open()
    city.enrolWith('ana', 1n, ['city', 'city-14'])
    city.enrolWith('ben', 2n, ['city', 'city-14'])
    const account = { account: 'ana' }
    city.act('set-identity', { account, commitment: numberToBytes(1n), groups: ['city'] })
    assert.equal(city.changes('city-14').at(-1)!.leaf, '00'.repeat(32))
    city.act('suspend-resident', { account, reason: 'own-request' })
    city.act('restore-resident', { account, reason: 'returned' })
    assert.equal(city.changes('city-14').length, 3, 'nothing happens to a place that was given up')
    city.act('set-identity', { account, commitment: numberToBytes(3n), groups: ['city', 'city-14'] })
    assert.deepEqual(
      city.changes('city-14').map(({ index }) => index),
      [0, 1, 0, 0],
    )
  })

  test('keeps its member when the new identity is signed for by a key of somebody else: R19-key-of-another', () => {
    const city = open()
    const account = { account: 'ana' }
    city.enrolWith('ana', 1n)
    const commitment = numberToBytes(3n)
    const message = identityProofMessage(vectorsCity.chain, city.keyId('ana'), commitment)
    const device = (name: string) => ({
      algorithm: 'Ed25519',
      publicKey: { publicKey: name },
      proof: madeUpSignature(hash, city.publicKey(name), message),
    })
    const set = (name: string) =>
      city.refusalOf('set-identity', { account, commitment, groups: ['city'], device: device(name) })
    assert.equal(set('ben'), 'R19-key-of-another')
    assert.equal(set('ana'), undefined)
  })

  test('without a member is none for a poll', () => {
    const city = open()
    assert.equal(city.groupOf('city'), undefined)
    city.enrolWith('ben', 2n)
    city.act('suspend-resident', suspended)
    assert.equal(city.groupOf('city'), undefined)
  })

  test('with as many leaves as the circuit has room for takes no more: R17-group-full', () => {
    const none = { get: () => undefined }
    const tables = { commitments: none, memberships: none, groups: { get: () => ({ size: groupSizeMax }) } }
    const context = { tables } as unknown as Parameters<typeof checkIdentity>[0]
    const identity = { commitment: numberToBytes(5n), groups: ['city'] }
    assert.equal(checkIdentity(context, undefined, 'hill', identity)?.code, 'R17-group-full')
  })
})
