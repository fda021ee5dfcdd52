import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bundleBytesMax, bundleTransactionsMax, decodeBundle, encodeBundle } from './bundle.ts'

test('what goes into a bundle comes out of it', () => {
  const transactions = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 100 })
  fc.assert(
    fc.property(transactions, (list) => {
      assert.deepEqual(decodeBundle(encodeBundle(list))?.map(toHex), list.map(toHex))
    }),
  )
})

test('whatever bytes are a bundle are the only ones of their transactions', () => {
  const short = fc.tuple(fc.constant(0), fc.integer({ min: 0, max: 3 }))
  const likely = fc.array(short, { maxLength: 20 }).map((list) => Uint8Array.from(list.flat()))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 50 }), likely), (bytes) => {
      const list = decodeBundle(bytes)
      if (list) assert.equal(toHex(encodeBundle(list)), toHex(bytes))
    }),
    { numRuns: 1_000 },
  )
})

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

for (const [name, bytes] of [
  ['nothing', new Uint8Array(0)],
  ['half a length', Uint8Array.of(0)],
  ['less than its length says', Uint8Array.of(0, 2, 1)],
  ['a byte behind its last transaction', Uint8Array.of(0, 1, 1, 0)],
  [
    'one transaction too many',
    encodeBundle(Array.from({ length: bundleTransactionsMax + 1 }, () => new Uint8Array(1))),
  ],
  ['one byte too many', encodeBundle([new Uint8Array(bundleBytesMax - 4), new Uint8Array(1)])],
] as const)
  test(`no bundle: ${name}`, () => assert.equal(decodeBundle(bytes) === undefined, true))
