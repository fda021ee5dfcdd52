import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { rootOf } from './leaf.ts'
import { rootOfRanges, type LogRange } from './ranges.ts'

const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(hash('sha256', data, 'buffer'))
const leavesOf = (size: number): Uint8Array[] =>
  Array.from({ length: size }, (_, at) => sha256(Uint8Array.of(at >> 8, at & 255)))
const seed = 20260731

/** Blocks of 2^level entries, the last one as long as it comes. */
const cut = (leaves: readonly Uint8Array[], level: number): LogRange[] => {
  const ranges: LogRange[] = []
  for (let start = 0; start < leaves.length; start += 2 ** level) {
    const own = leaves.slice(start, start + 2 ** level)
    ranges.push({ count: own.length, root: rootOf(sha256, own) })
  }
  return ranges
}

test('ranges of any aligned width give the root of the whole log', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(9), (size, level) => {
      const leaves = leavesOf(size)
      assert.deepEqual(rootOfRanges(sha256, cut(leaves, level), size), rootOf(sha256, leaves))
    }),
    { seed, numRuns: 100 },
  )
})

test('a range that is changed, missing, twice there or at another place gives another root or none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 300 }), fc.nat(5), fc.nat(), (size, level, which) => {
      const leaves = leavesOf(size)
      const root = Buffer.from(rootOf(sha256, leaves)).toString('hex')
      const ranges = cut(leaves, level)
      const at = which % ranges.length
      const other = { ...ranges[at]!, root: sha256(ranges[at]!.root) }
      const wrong = [ranges.with(at, other), ranges.toSpliced(at, 1), [...ranges, ranges[at]!]]
      if (ranges.length > 1) wrong.push([...ranges.slice(1), ranges[0]!])
      for (const list of wrong) {
        const found = rootOfRanges(sha256, list, size)
        assert.ok(!found || Buffer.from(found).toString('hex') !== root)
      }
      assert.equal(rootOfRanges(sha256, ranges, size + 1), undefined)
    }),
    { seed, numRuns: 100 },
  )
})

test('an empty log and an empty range have no root here', () => {
  assert.equal(rootOfRanges(sha256, [], 0), undefined)
  assert.equal(rootOfRanges(sha256, [{ count: 0, root: sha256(Uint8Array.of()) }], 1), undefined)
})
