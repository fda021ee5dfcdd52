// One value, one encoding: what is encoded is read back, and no other bytes are read at all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode as encodeByPeer, rfc8949EncodeOptions } from 'cborg'
import * as fc from 'fast-check'
import { decode, encode, type CborValue } from './cbor.ts'

/** `__proto__` is no key, see below. */
const key = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__proto__')

const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.integer({ min: -300, max: 70_000 }),
    fc.string({ unit: 'binary' }),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
}))

const settings = { seed: 8949, numRuns: 1000 }

test('decode(encode(x)) is x', () => {
  fc.assert(
    fc.property(value, (value) => assert.deepEqual(decode(encode(value)), value)),
    settings,
  )
})

test('what cborg writes by the same section of the RFC is what we write', () => {
  fc.assert(
    fc.property(value, (value) =>
      assert.deepEqual(encode(value), Uint8Array.from(encodeByPeer(value, rfc8949EncodeOptions))),
    ),
    settings,
  )
})

test('bytes that are no canonical encoding are not read: random ones', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), isOneEncoding), { ...settings, numRuns: 3000 })
})

test('bytes that are no canonical encoding are not read: mutated encodings', () => {
  const edit = fc.record({
    at: fc.nat(),
    byte: fc.nat(255),
    kind: fc.constantFrom('set', 'insert', 'remove'),
  })
  const property = fc.property(value, fc.array(edit, { minLength: 1, maxLength: 3 }), (value, edits) => {
    const bytes = [...encode(value)]
    for (const { at, byte, kind } of edits) {
      const inserted = kind === 'remove' ? [] : [byte]
      bytes.splice(at % (bytes.length + 1), kind === 'insert' ? 0 : 1, ...inserted)
    }
    isOneEncoding(Uint8Array.from(bytes))
  })
  fc.assert(property, { ...settings, numRuns: 3000 })
})

test('the name of the prototype is no key', () => {
  const value = JSON.parse('{"__proto__":{"admin":true}}') as object
  assert.throws(() => encode(value), TypeError)
  const key = [0x69, ...Buffer.from('__proto__')]
  assert.equal(decode(Uint8Array.of(0xa1, ...key, 0xa1, 0x61, 0x61, 0xf5)), undefined)
  assert.equal(decode(Uint8Array.of(0xa1, ...key, 0x01)), undefined)
})

test('nothing is nested without bound', () => {
  const nested = (depth: number): Uint8Array => Uint8Array.of(...Array<number>(depth).fill(0x81), 0x01)
  assert.ok(decode(nested(16)))
  assert.equal(decode(nested(17)), undefined)
  assert.equal(decode(nested(50_000)), undefined)
})

const isOneEncoding = (bytes: Uint8Array): void => {
  const value = decode(bytes)
  if (value !== undefined) assert.deepEqual(Uint8Array.from(encode(value)), bytes)
}
