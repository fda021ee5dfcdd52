import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { encode } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitContent } from './content-commitment.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const salt = new Uint8Array(16).fill(1)
const content = { title: 'a', body: 'b' }

test('a commitment is the hash of what its comment says', () => {
  const bytes = Uint8Array.of(16, ...salt, ...encode(content))
  assert.deepEqual(commitContent(hash, salt, content), hash(bytes))
})

test('another text, another salt or a longer salt is another commitment', () => {
  const others = [
    commitContent(hash, salt, { title: 'a', body: 'c' }),
    commitContent(hash, new Uint8Array(16).fill(2), content),
    commitContent(hash, new Uint8Array(17).fill(1), content),
  ]
  assert.equal(new Set([commitContent(hash, salt, content), ...others].map(bytesToHex)).size, 4)
})

test('the order of fields does not matter', () => {
  assert.deepEqual(commitContent(hash, salt, { body: 'b', title: 'a' }), commitContent(hash, salt, content))
})

test('a salt has 16 to 32 bytes', () => {
  for (const size of [0, 15, 33]) {
    assert.throws(() => commitContent(hash, new Uint8Array(size), content), RangeError)
  }
})
