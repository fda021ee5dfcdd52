import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { decodeUtf8, encodeUtf8 } from '../codec/utf8.ts'

const runs = { seed: 2026, numRuns: 2_000 }

test('base64 is what the platform writes, and is read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = encodeBase64(bytes)
      assert.equal(text, Buffer.from(bytes).toString('base64'))
      assert.deepEqual(decodeBase64(text), bytes)
    }),
    runs,
  )
})

test('base64 is read only in the one form that is written', () => {
  for (const text of [
    'A',
    'AA',
    'AAA',
    'AB==',
    'AAB=',
    'A===',
    '====',
    'AA=A',
    'AA\n=',
    'AA-_',
    'AAAA ',
    'AA==AAAA',
    '한글한글',
  ])
    assert.equal(decodeBase64(text), undefined, text)
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('A', 'Q', 'g', '/', '+', '=', '-', ' ', '\n'), maxLength: 8 }),
      (text) => {
        const bytes = decodeBase64(text)
        if (bytes) assert.equal(encodeBase64(bytes), text)
      },
    ),
    runs,
  )
})

test('UTF-8 is what the platform writes and reads', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = encodeUtf8(text)
      assert.deepEqual(bytes, new TextEncoder().encode(text))
      assert.equal(decodeUtf8(bytes), text)
    }),
    runs,
  )
  const byte = fc.oneof(
    fc.constantFrom(0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xa0, 0x9f, 0xef, 0xf0, 0xf4, 0x90),
    fc.nat(255),
  )
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 6 }), (array) => {
      const bytes = Uint8Array.from(array)
      let expected: string | undefined
      try {
        expected = strict.decode(bytes)
      } catch {
        expected = undefined
      }
      assert.equal(decodeUtf8(bytes), expected)
    }),
    { ...runs, numRuns: 20_000 },
  )
  assert.throws(() => encodeUtf8('\ud800'), RangeError)
})
