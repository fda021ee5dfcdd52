import assert from 'node:assert/strict'
import {
  createPublicKey,
  generateKeyPairSync,
  hash as digest,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto'
import { test } from 'node:test'
import { encodeBase64 } from './base64.ts'
import { checkProof, formatTlogProof, parseTlogProof } from './tlog-proof.ts'
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { leafHash } from './leaf.ts'
import { formatNote, formatSignature, type Note, parseNote, parseSignatures } from './note.ts'
import type { VerifyEd25519 } from './ports.ts'
import type { Result } from './result.ts'
import { cosignText, signNote, signText, verifyNote } from './signature.ts'
import { createTree } from './tree.ts'
import { encodeUtf8 } from '../codec/utf8.ts'
import { createVkey, formatVkey, type KeyType, parseVkey } from './vkey.ts'

const sha256 = (data: Uint8Array) => new Uint8Array(digest('sha256', data, 'buffer'))

const verify: VerifyEd25519 = (publicKey, message, signature) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') }
  return verifyWith(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature)
}

const signer = (name: string, type: KeyType) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const x = publicKey.export({ format: 'jwk' }).x!
  const vkey = createVkey(sha256, name, type, new Uint8Array(Buffer.from(x, 'base64url')))
  return { vkey, sign: (message: Uint8Array) => new Uint8Array(signWith(null, message, privateKey)) }
}

const value = <T>(result: Result<T>): T => (result.ok ? result.value : assert.fail(result.message))
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.code)

// The test vector of c2sp.org/signed-note.
const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const SIGNATURE =
  'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM='
const NOTE = `This is an example message.\n\n\u2014 example.com/foo ${SIGNATURE}\n`

test('verifies the vector of the standard', () => {
  const vkey = value(parseVkey(sha256, VKEY))
  assert.equal(formatVkey(vkey), VKEY)
  const note = value(parseNote(NOTE))
  assert.equal(formatNote(note), NOTE)
  assert.deepEqual(verifyNote(note, [vkey], verify), { ok: true, value: [{ vkey }] })
  const other = { ...note, text: 'This is another message.\n' }
  assert.equal(code(verifyNote(other, [vkey], verify)), 'note-bad-signature')
})

test('refuses malformed keys', () => {
  const malformed = [
    '',
    'a',
    VKEY.replace('530d903a', '530d903b'),
    VKEY.replace('foo', 'bar'),
    VKEY.slice(0, -4),
  ]
  malformed.push(VKEY.replace('530d903a', '530D903A'), ` ${VKEY}`, `${VKEY}\n`)
  for (const text of malformed) assert.equal(code(parseVkey(sha256, text)), 'vkey-malformed', text)
  assert.equal(code(parseVkey(sha256, VKEY.replace('+Ae', '+Au'))), 'vkey-unsupported')
})

test('refuses malformed notes', () => {
  const line = `\u2014 example.com/foo ${SIGNATURE}\n`
  const malformed = [
    '',
    '\n',
    'text\n',
    `text\n${line}`,
    `text\n\n`,
    `text\n\n${line.slice(0, -1)}`,
    `text\n\n${line}\n`,
    `te\txt\n\n${line}`,
    `te\u0000xt\n\n${line}`,
    `text\r\n\n${line}`,
    `te\ud800xt\n\n${line}`,
    `text\n\n-${line.slice(1)}`,
    `text\n\n${line.replace('foo', 'f+o')}`,
    `text\n\n${line.replace('foo ', 'foo  ')}`,
    `text\n\n\u2014 a AAAAAA==\n`,
    `text\n\n${line.replace('aQM=', 'aQN=')}`,
    `text\n\n${line}trailing\n`,
    `text\n\n${line.repeat(65)}`,
    'a'.repeat(1_000_001),
  ]
  for (const note of malformed) assert.equal(code(parseNote(note)), 'note-malformed', JSON.stringify(note))
  assert.equal(value(parseNote(`a\n\nb\n\n${line.repeat(64)}`)).text, 'a\n\nb\n')
})

test('ignores unknown signatures, but not one by a known key that fails', () => {
  const [a, b, stranger] = [signer('city.example/a', 1), signer('b', 1), signer('b', 1)]
  const text = 'line\n'
  const signatures = [a, stranger, b].map(({ vkey, sign }) => signText(text, vkey, sign))
  const note: Note = { text, signatures }
  assert.deepEqual(value(verifyNote(note, [b.vkey, a.vkey], verify)), [{ vkey: a.vkey }, { vkey: b.vkey }])
  assert.equal(code(verifyNote(note, [], verify)), 'note-unsigned')
  const forged = { ...signatures[2]!, bytes: signatures[0]!.bytes }
  assert.equal(code(verifyNote({ text, signatures: [signatures[0]!, forged] }, [a.vkey], verify)), 'ok')
  const both = [a.vkey, b.vkey]
  assert.equal(
    code(verifyNote({ text, signatures: [signatures[0]!, forged] }, both, verify)),
    'note-bad-signature',
  )
  const short = { ...forged, bytes: forged.bytes.slice(1) }
  assert.equal(
    code(verifyNote({ text, signatures: [signatures[0]!, short] }, both, verify)),
    'note-bad-signature',
  )
})

test('a witness signs a checkpoint with a time', () => {
  const [log, witness] = [signer('seoul.example/ledger', 1), signer('witness.example', 4)]
  const text = formatCheckpoint({ origin: log.vkey.name, size: 7, root: sha256(new Uint8Array(0)) })
  const cosignature = cosignText(text, witness.vkey, 1_800_000_000, witness.sign)
  const answer = value(parseSignatures(formatSignature(cosignature)))
  const note = formatNote({ text, signatures: [signText(text, log.vkey, log.sign), ...answer] })
  const opened = value(openCheckpoint(note, log.vkey, verify, [witness.vkey]))
  assert.deepEqual(opened.signers, [{ vkey: log.vkey }, { vkey: witness.vkey, time: 1_800_000_000 }])
  assert.equal(value(openCheckpoint(note, log.vkey, verify)).size, 7)
  const later = {
    ...cosignature,
    bytes: Uint8Array.from(cosignature.bytes, (byte, at) => byte + (at === 7 ? 1 : 0)),
  }
  const moved = formatNote({ text, signatures: [signText(text, log.vkey, log.sign), later] })
  assert.equal(code(openCheckpoint(moved, log.vkey, verify, [witness.vkey])), 'note-bad-signature')
  const alone = formatNote({ text, signatures: [cosignature] })
  assert.equal(code(openCheckpoint(alone, log.vkey, verify, [witness.vkey])), 'note-unsigned')
  assert.equal(value(parseVkey(sha256, formatVkey(witness.vkey))).type, 4)
  assert.throws(() => signText(text, witness.vkey, witness.sign), RangeError)
  assert.throws(() => cosignText(text, log.vkey, 1, log.sign), RangeError)
})

test('reads checkpoints as strictly as they are written', () => {
  const root = sha256(new Uint8Array(0))
  const base64 = encodeBase64(root)
  assert.deepEqual(value(parseCheckpoint(`a\n0\n${base64}\n`)), { origin: 'a', size: 0, root })
  assert.deepEqual(value(parseCheckpoint(`a\n12\n${base64}\nextension\n`)), { origin: 'a', size: 12, root })
  const wrong = [
    '',
    'a\n',
    'a\n1\n',
    `a\n1\n${base64}`,
    `a\n01\n${base64}\n`,
    `a\n-1\n${base64}\n`,
    `a\n+1\n${base64}\n`,
  ]
  wrong.push(`\n1\n${base64}\n`, `a\n1\n${base64.slice(4)}\n`, `a\n9007199254740992\n${base64}\n`)
  wrong.push(
    `a\n1\n${base64}\n\n`,
    `a\n1\n${base64}\nb`,
    `a\n1 \n${base64}\n`,
    `a\n1\n${base64.replace('=', '')}\n`,
  )
  for (const text of wrong)
    assert.equal(code(parseCheckpoint(text)), 'checkpoint-malformed', JSON.stringify(text))
})

test('the checkpoint of another log is refused, even under the same key', () => {
  const log = signer('a', 1)
  const text = formatCheckpoint({ origin: 'b', size: 1, root: new Uint8Array(32) })
  assert.equal(
    code(openCheckpoint(signNote(text, log.vkey, log.sign), log.vkey, verify)),
    'checkpoint-origin',
  )
})

test('a receipt proves its entry and no other, and no letter of it can be changed', () => {
  const log = signer('seoul.example/ledger', 1)
  const entries = Array.from({ length: 11 }, (_, at) => encodeUtf8(`entry ${at}`))
  const tree = createTree(sha256)
  tree.append(entries.map((entry) => leafHash(sha256, entry)))
  const text = formatCheckpoint({ origin: log.vkey.name, size: 11, root: tree.root() })
  const checkpoint = signNote(text, log.vkey, log.sign)
  const file = formatTlogProof({ index: 5, hashes: tree.inclusionProof(5), checkpoint })
  assert.ok(file.startsWith('c2sp.org/tlog-proof@v1\nindex 5\n'))
  const check = (changed: string, entry = entries[5]!) =>
    code(checkProof(sha256, verify, changed, entry, log.vkey))
  const proven = value(checkProof(sha256, verify, file, entries[5]!, log.vkey))
  assert.deepEqual([proven.index, proven.size, proven.root], [5, 11, tree.root()])
  assert.equal(check(file, entries[6]), 'proof-invalid')
  for (let at = 0; at < file.length; at++) {
    assert.notEqual(check(`${file.slice(0, at)}${file[at] === 'A' ? 'B' : 'A'}${file.slice(at + 1)}`), 'ok')
    assert.notEqual(check(file.slice(0, at) + file.slice(at + 1)), 'ok')
    assert.notEqual(check(file.slice(0, at)), 'ok')
  }
  const extra = formatTlogProof({ ...value(parseTlogProof(file)), extra: Uint8Array.of(1, 2) })
  assert.deepEqual(value(checkProof(sha256, verify, extra, entries[5]!, log.vkey)).extra, Uint8Array.of(1, 2))
  assert.equal(formatTlogProof(value(parseTlogProof(extra))), extra)
  const single = formatTlogProof({ index: 0, hashes: [], checkpoint })
  assert.equal(formatTlogProof(value(parseTlogProof(single))), single)
})
