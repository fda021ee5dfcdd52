// Checks that are asked for one by one are checked together, and each asker gets its own answers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MembershipCheck, VerifyMembership } from '../crypto/host.ts'
import { gatherChecks } from './gather.ts'

const check = (number: number): MembershipCheck => {
  const bytes = Uint8Array.of(number)
  return { root: bytes, nullifier: bytes, message: bytes, scope: bytes, proof: bytes }
}

const counting = (batchSize: number) => {
  const sizes: number[] = []
  const verify: VerifyMembership = async (checks) => {
    sizes.push(checks.length)
    await new Promise((resolve) => setImmediate(resolve))
    if (checks.some(({ proof }) => proof[0] === 99)) throw new Error('cannot run')
    return checks.map(({ proof }) => proof[0]! % 2 === 0)
  }
  return { sizes, gathered: gatherChecks(verify, batchSize) }
}

test('what is asked for in one go is one batch, what comes meanwhile the next', async () => {
  const { sizes, gathered } = counting(4)
  const first = [2, 3].map((number) => gathered([check(number)]))
  await Promise.resolve()
  await Promise.resolve()
  const later = [4, 5, 6, 7, 8].map((number) => gathered([check(number)]))
  assert.deepEqual(await Promise.all(first), [[true], [false]])
  assert.deepEqual(await Promise.all(later), [[true], [false], [true], [false], [true]])
  assert.deepEqual(sizes, [2, 4, 1])
})

test('a list stays together, however long it is, and none is answered with none', async () => {
  const { sizes, gathered } = counting(2)
  const [three, one, none] = await Promise.all([
    gathered([check(1), check(2), check(4)]),
    gathered([check(6)]),
    gathered([]),
  ])
  assert.deepEqual([three, one, none], [[false, true, true], [true], []])
  assert.deepEqual(sizes, [3, 1])
})

test('a batch that cannot be checked fails for those in it, and the next is checked', async () => {
  const { gathered } = counting(1)
  const [bad, good] = await Promise.allSettled([gathered([check(99)]), gathered([check(2)])])
  assert.equal(bad.status, 'rejected')
  assert.deepEqual(good, { status: 'fulfilled', value: [true] })
})
