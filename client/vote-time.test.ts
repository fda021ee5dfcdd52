import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validityMaxMs } from '@maru/kernel/execute.ts'
import * as fc from 'fast-check'
import { sendTimeAfterProof, voteDelayMsMax, voteTimeAt } from './vote-time.ts'

const moments = fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 })
const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('a vote is valid from now until well after it is sent, by a clock half a minute wrong too', () => {
  fc.assert(
    fc.property(moments, shares, (now, random) => {
      const { sendAt, validUntil } = voteTimeAt(now, random)
      assert.ok(sendAt >= now && sendAt < now + voteDelayMsMax)
      assert.ok(validUntil >= sendAt + 60_000)
      assert.ok(validUntil <= now - 30_000 + validityMaxMs)
    }),
  )
})

test('the limit says no more than the moment of sending does', () => {
  fc.assert(
    fc.property(moments, shares, shares, (sendAt, one, other) => {
      const madeAt = (random: number): number => sendAt - Math.floor(random * voteDelayMsMax)
      const limits = [one, other].map((random) => voteTimeAt(madeAt(random), random))
      assert.equal(limits[0]?.sendAt, sendAt)
      assert.equal(limits[0]?.validUntil, limits[1]?.validUntil)
      assert.equal(limits[0].validUntil % 300_000, 0)
    }),
  )
})

test('a proof that took longer than the wait is sent after another one, under the limit of that moment', () => {
  const provingTimesMs = fc.integer({ min: 0, max: 400_000 })
  // Even: most doubles are next to 0 or to 1.
  const even = fc.integer({ min: 0, max: 999 }).map((thousandth) => thousandth / 1_000)
  let waited = 0
  fc.assert(
    fc.property(moments, provingTimesMs, even, even, (now, provingMs, one, other) => {
      const time = voteTimeAt(now, one)
      const proven = now + provingMs
      const sendAt = sendTimeAfterProof(time, proven, other)
      if (time.sendAt > proven) assert.equal(sendAt, time.sendAt)
      else if (sendAt > proven) {
        waited++
        assert.ok(sendAt < proven + voteDelayMsMax)
        assert.equal(voteTimeAt(sendAt, 0).validUntil, time.validUntil)
      } else assert.equal(sendAt, proven)
    }),
  )
  assert.ok(waited > 10)
})
