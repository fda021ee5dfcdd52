// Everything a signer can do wrong, through the real engine: each has its code, and none leaves a trace in the state.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { namedSigner, openTestCity, recordedOf, registrar, type TestCity } from '@maru/testing/city.ts'
import { bytesToHex } from './codec/hex.ts'
import { validityMaxMs } from './execute.ts'

describe('refused, and the state stays as it was', () => {
  let city: TestCity
  let ana: Signer
  let ben: Signer
  const oldPhone = namedSigner('an old phone')
  const support = (proposal: number) => ['proposals', 'support-proposal', { proposal }] as const
  const open = 1
  const withdrawn = 2

  before(async () => {
    city = await openTestCity()
    ;[ana, ben] = (await city.enrol(2)) as [Signer, Signer]
    assert.equal(await city.openProposal(ana), open)
    assert.equal(await city.openProposal(ana), withdrawn)
    const { keyId } = oldPhone
    const key = newKey(oldPhone, city.genesis.chain, ana.keyId)
    recordedOf(await city.act(ana, 'proposals', 'withdraw-proposal', { proposal: withdrawn }))
    recordedOf(await city.act(ana, 'residents', 'add-key', { account: ana.keyId, ...key }))
    recordedOf(await city.act(ana, 'residents', 'revoke-key', { key: keyId }))
    recordedOf(await city.support(ben, open))
  })
  after(() => city.close())

  const signed = (signer: Signer, wish = support(open), options = {}) => city.sign(signer, ...wish, options)
  const act = (...step: Parameters<TestCity['act']>) => city.act(...step)

  const cases: { readonly [title: string]: readonly [code: string, run: () => Promise<unknown>] } = {
    'bytes that are no transaction': ['T1-malformed', () => city.submit(Uint8Array.of(1, 2, 3))],
    'more bytes than a transaction has': ['T2-too-large', () => city.submit(new Uint8Array(100_000))],
    'signed for another city': [
      'T3-wrong-chain',
      () => city.submit(signed(ana, support(open), { chain: 'dev-2' })),
    ],
    'too late': ['T4-expired', () => city.submit(signed(ana, support(open), { validUntil: city.now() - 1 }))],
    'valid for too long': [
      'T5-valid-too-long',
      () => city.submit(signed(ana, support(open), { validUntil: city.now() + validityMaxMs + 1 })),
    ],
    'a signature of something else': [
      'T7-bad-signature',
      () => city.submit(signed({ ...ana, sign: ben.sign })),
    ],
    'a changed last byte': ['T7-bad-signature', () => city.submit(flipLast(signed(ana)))],
    'a key that nobody enrolled': ['T8-unknown-key', () => act(namedSigner('nobody'), ...support(open))],
    'a revoked key': ['T9-revoked-key', () => act(oldPhone, ...support(open))],
    'an unknown service': ['T10-unknown-action', () => act(ana, 'lottery', 'draw', {})],
    'an unknown action': [
      'T10-unknown-action',
      () => act(ana, 'proposals', 'support-twice', { proposal: open }),
    ],
    'an action that every object has': ['T10-unknown-action', () => act(ana, 'proposals', 'constructor', {})],
    'a service that every object has': ['T10-unknown-action', () => act(ana, '__proto__', 'toString', {})],
    'a field too many': [
      'T11-input-malformed',
      () => act(ana, 'proposals', 'support-proposal', { proposal: open, twice: true }),
    ],
    'a field missing': ['T11-input-malformed', () => act(ana, 'proposals', 'support-proposal', {})],
    'a word for a number': [
      'T11-input-malformed',
      () => act(ana, 'proposals', 'support-proposal', { proposal: '1' }),
    ],
    'no fields at all': ['T11-input-malformed', () => act(ana, 'proposals', 'support-proposal', null)],
    'a resident who enrols': [
      'R1-not-registrar',
      () => {
        const key = newKey(namedSigner('a friend'), city.genesis.chain)
        return act(ana, 'residents', 'enrol-resident', { ...key, district: 'hill', birthYearBand: 1980 })
      },
    ],
    'a key that somebody else has': [
      'T15-bad-cosignature',
      () => {
        const { algorithm, publicKey } = namedSigner('a friend')
        const key = { ...newKey(ana, city.genesis.chain), algorithm, publicKey }
        return act(registrar, 'residents', 'enrol-resident', {
          ...key,
          district: 'hill',
          birthYearBand: 1980,
        })
      },
    ],
    'a key proved for another account': [
      'T15-bad-cosignature',
      () => {
        const key = newKey(namedSigner('a phone'), city.genesis.chain, ben.keyId)
        return act(ana, 'residents', 'add-key', { account: ana.keyId, ...key })
      },
    ],
    'a key proved for another city': [
      'T15-bad-cosignature',
      () => {
        const key = newKey(namedSigner('a phone'), 'dev-2', ana.keyId)
        return act(ana, 'residents', 'add-key', { account: ana.keyId, ...key })
      },
    ],
    'an officer who supports': ['P1-not-resident', () => act(registrar, ...support(open))],
    'a proposal that is not there': ['P6-unknown-proposal', () => act(ana, ...support(99))],
    'a proposal that was withdrawn': ['P6-withdrawn', () => act(ana, ...support(withdrawn))],
    'a second support': ['P10-already-supported', () => act(ben, ...support(open))],
    'a support taken back that was never given': [
      'P11-not-supported',
      () => act(ana, 'proposals', 'withdraw-support', { proposal: open }),
    ],
  }

  for (const [title, [code, run]] of Object.entries(cases)) {
    test(`${code}: ${title}`, async () => {
      const earlier = city.ledger.snapshot()
      assert.equal(await run(), code)
      const { size, stateRoot } = city.ledger.snapshot()
      assert.equal(bytesToHex(stateRoot), bytesToHex(earlier.stateRoot))
      // A block whose transactions were all refused may still be sealed; none of them stands in it.
      assert.ok(size - earlier.size <= 1)
    })
  }

  test('T6-replayed: the same bytes again', async () => {
    const bytes = signed(ana)
    recordedOf(await city.submit(bytes))
    const root = bytesToHex(city.ledger.snapshot().stateRoot)
    assert.equal(await city.submit(bytes), 'T6-replayed')
    assert.equal(bytesToHex(city.ledger.snapshot().stateRoot), root)
    assert.deepEqual(city.query('proposals', 'tallies'), {
      tallies: [
        { proposal: open, supports: 2, state: 'open' },
        { proposal: withdrawn, supports: 0, state: 'withdrawn' },
      ],
    })
  })
})

const flipLast = (bytes: Uint8Array): Uint8Array => bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1)
