// The vectors of https://c2sp.org/XAES-256-GCM.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { open, seal } from './xaes.ts'

const vectors = [
  { byte: 1, about: '', sealed: 'ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271' },
  {
    byte: 3,
    about: 'c2sp.org/XAES-256-GCM',
    sealed: '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d',
  },
]

test('the two vectors come out, and open', () => {
  const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX')
  for (const { byte, about, sealed } of vectors) {
    const [key, beside, text] = [Buffer.alloc(32, byte), Buffer.from(about), Buffer.from('XAES-256-GCM')]
    const made = seal(key, beside, text, nonce)
    assert.equal(made.subarray(24).toString('hex'), sealed)
    assert.deepEqual(open(key, beside, made), text)
  }
})

test('ten thousand random messages have the hash that the specification names', () => {
  // As much as ten thousand of the longest could need.
  const stream = createHash('shake128', { outputLength: 10_000 * (32 + 24 + 256 + 256) }).digest()
  let at = 0
  const take = (length: number): Buffer => stream.subarray(at, (at += length))
  const hash = createHash('shake128', { outputLength: 32 })
  for (let count = 0; count < 10_000; count++) {
    const [key, nonce] = [take(32), take(24)]
    const text = take(take(1)[0]!)
    const about = take(take(1)[0]!)
    hash.update(seal(key, about, text, nonce).subarray(24))
  }
  assert.equal(hash.digest('hex'), 'e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939')
})

test('nothing opens with a bit changed, beside something else, cut off, or under another key', () => {
  const [key, about] = [Buffer.alloc(32, 7), Buffer.from('here')]
  const sealed = seal(key, about, Buffer.from('text'))
  for (let at = 0; at < sealed.length; at++) {
    const damaged = Buffer.from(sealed)
    damaged[at]! ^= 1
    assert.throws(() => open(key, about, damaged))
  }
  for (let length = 0; length < sealed.length; length++)
    assert.throws(() => open(key, about, sealed.subarray(0, length)))
  assert.throws(() => open(key, Buffer.from('there'), sealed))
  assert.throws(() => open(Buffer.alloc(32, 8), about, sealed))
})
