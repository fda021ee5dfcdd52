// Transactions are COSE_Sign1 as others make it, and nothing malformed gets through or throws.
import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { createHost, sha256 } from '@maru/engines/host.ts'
import { namedSigner } from '@maru/testing/city.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { encode, type CborValue } from './codec/cbor.ts'
import { hexToBytes } from './codec/hex.ts'
import type { Algorithm } from './crypto/host.ts'
import { parseTransaction, prepareTransaction, signatureInput, transactionSizeMax } from './transaction.ts'
import examples from './vectors/cose-sign1.json' with { type: 'json' }

const { verifySignature } = createHost()
const wish = { service: 'proposals', action: 'support-proposal', input: { proposal: 1 } }
const salt = new Uint8Array(8)
const valid = signTransaction(namedSigner('ana'), wish, { chain: 'dev-1', validUntil: 1_000, salt })
const codeOf = (bytes: Uint8Array): string => {
  const parsed = parseTransaction(bytes, sha256)
  return parsed.ok ? 'taken' : parsed.refusal.code
}

describe('examples of the COSE working group', () => {
  for (const { source, algorithm, ...hex } of examples.vectors) {
    test(source, async () => {
      const message = signatureInput(
        hexToBytes(hex.protected),
        hexToBytes(hex.payload),
        Uint8Array.from(hexToBytes(hex.external)),
      )
      assert.equal(Buffer.from(message).toString('hex'), hex.toBeSigned)
      const key = { algorithm: algorithm as Algorithm, publicKey: hexToBytes(hex.publicKey) }
      const signature = hexToBytes(hex.signature)
      assert.ok(await verifySignature({ ...key, message, signature }))
      const changed = message.with(message.length - 1, 0)
      assert.ok(!(await verifySignature({ ...key, message: changed, signature })))
    })
  }
})

describe('a valid transaction', () => {
  test('of an Ed25519 key', async () => {
    const parsed = parseTransaction(valid, sha256)
    assert.ok(parsed.ok)
    const { chain, validUntil, service, action, input, keyId, check } = parsed.value
    const read = { chain, validUntil, service, action, input, keyId }
    assert.deepEqual(read, { chain: 'dev-1', validUntil: 1_000, ...wish, keyId: namedSigner('ana').keyId })
    assert.ok(await verifySignature(check!))
  })

  test('of an ES256 key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-65)
    const payload = { chain: 'dev-1', validUntil: 1_000, salt, ...wish }
    const { message, finish } = prepareTransaction('ES256', publicKey, payload)
    const signature = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    const parsed = parseTransaction(finish(signature), sha256)
    assert.ok(parsed.ok && (await verifySignature(parsed.value.check!)))
  })
})

test('a signature that anyone could turn into another is not taken', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-65)
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  for (let round = 0; round < 20; round++) {
    const payload = { chain: 'dev-1', validUntil: 1_000, salt: new Uint8Array(8).fill(round), ...wish }
    const { message, finish } = prepareTransaction('ES256', publicKey, payload)
    const bytes = finish(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }))
    const parsed = parseTransaction(bytes, sha256)
    assert.ok(parsed.ok && (await verifySignature(parsed.value.check!)))
    const turned = Buffer.from(bytes)
    const s = BigInt(`0x${turned.subarray(-32).toString('hex')}`)
    turned.write((order - s).toString(16).padStart(64, '0'), turned.length - 32, 'hex')
    const { publicKey: key, message: signed } = parsed.value.check!
    const other = {
      algorithm: 'ES256',
      publicKey: key,
      message: signed,
      signature: turned.subarray(-64),
    } as const
    assert.ok(await verifySignature(other), 'the other form is valid by itself')
    const refused = parseTransaction(turned, sha256)
    assert.equal(!refused.ok && refused.refusal.code, 'T16-signature-malleable')
  }
})

interface Frame {
  readonly head?: Uint8Array
  readonly between?: object
  readonly signed?: number
}

describe('refused', () => {
  const header = Uint8Array.of(0xa2, 1, 0x27, 4, 0x58, 32, ...namedSigner('ana').publicKey)
  const fields = ['dev-1', 1_000, 'proposals', 'support-proposal', { proposal: 1 }, salt] as const
  const message = (payload: unknown, { head = header, between = {}, signed = 64 }: Frame = {}) =>
    encode([head, between, encode(payload), new Uint8Array(signed)])
  const withField = (at: number, value: CborValue) => message(fields.with(at, value as never))
  const withHeaderByte = (at: number, byte: number) => message(fields, { head: header.with(at, byte) })

  test('the frame of the cases is right', () => assert.equal(codeOf(message(fields)), 'taken'))
  const cases: readonly (readonly [title: string, code: string, bytes: Uint8Array])[] = [
    ['nothing', 'T1-malformed', new Uint8Array(0)],
    ['one byte too many for a transaction', 'T2-too-large', new Uint8Array(transactionSizeMax + 1)],
    ['as large as may be, but zeros', 'T1-malformed', new Uint8Array(transactionSizeMax)],
    ['a tag before the message', 'T1-malformed', Uint8Array.of(0xd2, ...message(fields))],
    ['three parts', 'T1-malformed', encode([header, {}, encode(fields)])],
    ['something unprotected', 'T1-malformed', message(fields, { between: { a: 1 } })],
    ['a list for a map', 'T1-malformed', message(fields, { between: [] })],
    ['a short signature', 'T14-unsupported-key', message(fields, { signed: 63 })],
    ['a long signature', 'T14-unsupported-key', message(fields, { signed: 65 })],
    ['another algorithm', 'T14-unsupported-key', withHeaderByte(2, 0x25)],
    ['the algorithm of another key', 'T14-unsupported-key', withHeaderByte(2, 0x26)],
    ['the wrong length of a key', 'T14-unsupported-key', withHeaderByte(5, 31)],
    ['an empty header', 'T14-unsupported-key', message(fields, { head: new Uint8Array(0) })],
    ['a payload that is no list', 'T1-malformed', message({})],
    ['five fields', 'T1-malformed', message(fields.slice(0, 5))],
    ['no chain', 'T1-malformed', withField(0, '')],
    ['a long name', 'T1-malformed', withField(2, 'x'.repeat(65))],
    ['a time before 1970', 'T1-malformed', withField(1, -1)],
    ['a time in words', 'T1-malformed', withField(1, 'soon')],
    ['a short salt', 'T1-malformed', withField(5, new Uint8Array(7))],
    ['a long salt', 'T1-malformed', withField(5, new Uint8Array(33))],
  ]
  for (const [title, code, bytes] of cases) test(`${title}: ${code}`, () => assert.equal(codeOf(bytes), code))
})

test('a changed transaction is refused, or its signature does not hold; it never throws', async () => {
  const edit = fc.record({
    at: fc.nat(),
    byte: fc.nat(255),
    kind: fc.constantFrom('set', 'insert', 'remove'),
  })
  const property = fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
    const list = [...valid]
    for (const { at, byte, kind } of edits) {
      list.splice(at % (list.length + 1), kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [byte]))
    }
    const bytes = Uint8Array.from(list)
    fc.pre(!Buffer.from(bytes).equals(valid))
    const parsed = parseTransaction(bytes, sha256)
    if (parsed.ok) assert.ok(!(await verifySignature(parsed.value.check!)))
    else assert.match(parsed.refusal.code, /^T(1-malformed|2-too-large|14-unsupported-key)$/)
  })
  await fc.assert(property, { seed: 9052, numRuns: 2000 })
})

test('any one changed byte is refused, or its signature does not hold', async () => {
  for (let at = 0; at < valid.length; at++) {
    for (const mask of [0x01, 0x20, 0x80]) {
      const parsed = parseTransaction(valid.with(at, valid[at]! ^ mask), sha256)
      assert.ok(!parsed.ok || !(await verifySignature(parsed.value.check!)), `byte ${at} ^ ${mask}`)
    }
  }
})
