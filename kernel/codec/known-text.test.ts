// Text read before is text read now: whatever stands in its place, and whatever bytes come.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readKnownText } from './known-text.ts'
import { readUtf8 } from './utf8.ts'

test('any bytes give what UTF-8 says, the first time and the second', () => {
  // Few different bytes, so that texts meet in one place; some of them no UTF-8.
  const few = fc.constantFrom(0x61, 0x62, 0x00, 0x7f, 0x80, 0xc3, 0xa9, 0xff)
  fc.assert(
    fc.property(fc.array(few, { maxLength: 40 }), fc.nat(3), (list, from) => {
      const bytes = Uint8Array.from([1, 2, 3, ...list])
      const expected = readUtf8(bytes, from, bytes.length)
      assert.equal(readKnownText(bytes, from, bytes.length), expected)
      assert.equal(readKnownText(bytes, from, bytes.length), expected)
    }),
    { numRuns: 2_000 },
  )
})

test('two texts that share a place do not stand in for each other', () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  // Length, first, middle and last byte are the same.
  for (const text of ['abcde', 'aXcYe', 'abcde', 'aXcYe'])
    assert.equal(readKnownText(encode(text), 0, 5), text)
})
