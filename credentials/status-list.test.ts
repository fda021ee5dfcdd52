import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { issuer, nowSeconds } from '@maru/testing/made-up-credential.ts'
import * as fc from 'fast-check'
import {
  checkStatus,
  decodeStatusList,
  encodeStatusList,
  packStatuses,
  signStatusList,
  statusAt,
  statuses,
  verifyStatusList,
  type StatusList,
} from './status-list.ts'

const uri = 'https://city.example/card/status/0'
const signed = (values: readonly number[], changes: object = {}): Promise<string> =>
  signStatusList(
    {
      ...packStatuses(values, 2),
      uri,
      issuer: 'https://city.example',
      keyId: '1',
      issuedAtSeconds: nowSeconds,
      expiresAtSeconds: nowSeconds + 600,
      ttlSeconds: 60,
      ...changes,
    },
    issuer.privateKey,
  )
const verifying = { uri, issuerKey: () => issuer.publicKey, nowSeconds }

describe('a status list', () => {
  const printed: readonly (readonly [StatusList['bits'], string, readonly number[]])[] = [
    [1, 'eNrbuRgAAhcBXQ', [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]],
    [2, 'eNo76fITAAPfAgc', [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]],
  ]
  for (const [bits, lst, values] of printed)
    test(`of ${bits} bits is read as the specification prints it`, async () => {
      const list = await decodeStatusList({ bits, lst })
      assert.deepEqual(
        values.map((_, index) => statusAt(list, index)),
        values,
      )
      assert.deepEqual(packStatuses(values, bits).bytes, list.bytes)
      assert.throws(() => statusAt(list, values.length), /W24/)
    })

  test('gives back whatever was put in, with each number of bits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 2, 4, 8 as const),
        fc.array(fc.nat(255), { minLength: 1 }),
        async (bits, numbers) => {
          const values = numbers.map((number) => number & ((1 << bits) - 1))
          const list = await decodeStatusList(await encodeStatusList(packStatuses(values, bits)))
          assert.deepEqual(
            values.map((_, index) => statusAt(list, index)),
            values,
          )
        },
      ),
      { numRuns: 50 },
    )
  })

  test('says of each credential whether it is valid, suspended or revoked', async () => {
    const list = await verifyStatusList(
      await signed([statuses.valid, statuses.suspended, statuses.revoked]),
      verifying,
    )
    checkStatus(list, { uri, index: 0 }, nowSeconds)
    assert.throws(() => checkStatus(list, { uri, index: 1 }, nowSeconds), /W26-suspended/)
    assert.throws(() => checkStatus(list, { uri, index: 2 }, nowSeconds), /W27-revoked/)
    assert.throws(() => checkStatus(list, { uri: 'https://other.example', index: 0 }, nowSeconds), /W24/)
  })

  test('is refused when it has expired, and when it is of a time to come', async () => {
    const text = await signed([0], { expiresAtSeconds: nowSeconds })
    await assert.rejects(verifyStatusList(text, verifying), /W25-status-list-expired/)
    const early = await signed([0], { issuedAtSeconds: nowSeconds + 61 })
    await assert.rejects(verifyStatusList(early, verifying), /W14-not-yet/)
  })

  test('that is kept works until it expires, and not a second longer', async () => {
    const list = await verifyStatusList(await signed([0]), { ...verifying, nowSeconds: undefined })
    assert.deepEqual([list.issuedAtSeconds, list.ttlSeconds], [nowSeconds, 60])
    checkStatus(list, { uri, index: 0 }, nowSeconds + 599)
    for (const late of [600, 86_400])
      assert.throws(() => checkStatus(list, { uri, index: 0 }, nowSeconds + late), /W25-status-list-expired/)
    assert.throws(() => checkStatus(list, { uri, index: 0 }, nowSeconds - 61), /W14-not-yet/)
  })

  test('is refused for another address, by another key, and when it unpacks to more than is sensible', async () => {
    const text = await signed([0])
    await assert.rejects(verifyStatusList(text, { ...verifying, uri: `${uri}1` }), /W24/)
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ])
    await assert.rejects(verifyStatusList(text, { ...verifying, issuerKey: () => publicKey }), /W3/)
    const { lst } = await encodeStatusList({ bits: 2, bytes: new Uint8Array(1_000_000) })
    await assert.rejects(decodeStatusList({ bits: 2, lst }), /W24/)
    await assert.rejects(decodeStatusList({ bits: 2, lst: 'AAAA' }), /W24/)
    await assert.rejects(decodeStatusList({ bits: 3, lst }), /W24/)
  })
})
