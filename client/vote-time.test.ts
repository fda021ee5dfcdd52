import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validityMaxMs } from '@maru/kernel/execute.ts'
import * as fc from 'fast-check'
import { voteDelayMsMax, voteTimeAt } from './vote-time.ts'

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
