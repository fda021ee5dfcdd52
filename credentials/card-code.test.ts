import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { holder, holderJwk, issuer, nowSeconds } from '@maru/testing/made-up-credential.ts'
import * as fc from 'fast-check'
import { decodeBase45, encodeBase45 } from './base45.ts'
import { makeCardCode, readCardCode, type ReadingCode } from './card-code.ts'
import { issueCredential } from './credential.ts'
import { packStatuses } from './status-list.ts'

const uri = 'https://city.example/api/card-office/status/0'
const names = ['age_over_14', 'age_over_18', 'age_over_19', 'district', 'name', 'facility_grants']
const text = await issueCredential({
  issuer: 'did:webvh:QmfPhhWGjRXJpTczjcCbKc2ViNEybDThnhKdx2yWCWVHwL:city.example.org',
  keyId: 'did:webvh:QmfPhhWGjRXJpTczjcCbKc2ViNEybDThnhKdx2yWCWVHwL:city.example.org#card-1',
  key: issuer.privateKey,
  type: 'https://city.example/card',
  holder: holderJwk,
  status: { uri, index: 3 },
  issuedAtSeconds: nowSeconds,
  expiresAtSeconds: nowSeconds + 86_400,
  claims: {
    age_over_14: true,
    age_over_18: true,
    age_over_19: true,
    district: 'river',
    name: '김지어낸',
    facility_grants: ['river-pool'],
  },
  disclosable: names.map((name) => [name]),
  decoyCount: 2,
})
const listWith = (value: number) => ({
  ...packStatuses([0, 0, 0, value], 2),
  uri,
  issuedAtSeconds: nowSeconds - 7_200,
  expiresAtSeconds: nowSeconds + 200,
  ttlSeconds: 300,
})
const make = (changes: object = {}) =>
  makeCardCode({
    text,
    key: holder.privateKey,
    disclose: [['age_over_19'], ['facility_grants']],
    chain: 'town-1',
    nowSeconds,
    ...changes,
  })
const reading = (changes: Partial<ReadingCode> = {}): ReadingCode => ({
  issuerKey: () => issuer.publicKey,
  type: 'https://city.example/card',
  chain: 'town-1',
  nowSeconds,
  codeSeconds: 180,
  list: listWith(0),
  isNew: () => true,
  ...changes,
})

describe('a card shown as a picture', () => {
  test('says what was chosen and when, with nothing asked of anybody', async () => {
    const { claims, shownAtSeconds } = await readCardCode((await make()).picture, reading())
    assert.equal(claims['age_over_19'], true)
    assert.deepEqual(claims['facility_grants'], ['river-pool'])
    assert.equal(claims['name'], undefined)
    assert.equal(shownAtSeconds, nowSeconds)
  })

  test('is read from a picture and from text that was copied', async () => {
    const { picture, text } = await make()
    assert.match(text, /^maru1:[\w-]+$/)
    const [seen, pasted] = [
      await readCardCode(picture, reading()),
      await readCardCode(`${text}\n`, reading()),
    ]
    assert.deepEqual(seen.claims, pasted.claims)
  })

  const refused: readonly (readonly [string, object, Partial<ReadingCode>, string])[] = [
    ['three minutes later', {}, { nowSeconds: nowSeconds + 181 }, 'W20-too-old'],
    ['in another city', { chain: 'other-1' }, {}, 'W19-wrong-audience'],
    ['at another facility', { facility: 'river-pool' }, { facility: 'city-library' }, 'W19-wrong-audience'],
    ['at a facility, when it is for none', {}, { facility: 'city-library' }, 'W19-wrong-audience'],
    ['by a reader that is none, when it is for one', { facility: 'river-pool' }, {}, 'W19-wrong-audience'],
    [
      'with a list that has expired',
      {},
      { list: { ...listWith(0), expiresAtSeconds: nowSeconds } },
      'W25-status-list-expired',
    ],
    [
      'when the list expires while it is waited',
      {},
      { nowSeconds: nowSeconds + 170, list: { ...listWith(0), expiresAtSeconds: nowSeconds + 170 } },
      'W25-status-list-expired',
    ],
    ['from another device', { key: issuer.privateKey }, {}, 'W17-holder-key'],
    ['of another issuer', {}, { issuerKey: () => holder.publicKey }, 'W3-signature'],
    ['when the card is suspended', {}, { list: listWith(2) }, 'W26-suspended'],
    ['when the card is revoked', {}, { list: listWith(1) }, 'W27-revoked'],
    ['a second time', {}, { isNew: () => false }, 'W28-shown-already'],
    ['when the card is over', {}, { nowSeconds: nowSeconds + 86_400 }, 'W13-expired'],
  ]
  for (const [what, changes, read, code] of refused)
    test(`is refused ${what}`, () =>
      assert.rejects(
        make(changes).then(({ picture }) => readCardCode(picture, reading(read))),
        new RegExp(code),
      ))

  test('is good at the facility that it was made for, once, though somebody else has recorded it', async () => {
    const { picture } = await make({ facility: 'river-pool' })
    const seen = new Set<string>()
    const isNew = (nonce: string): boolean => !seen.has(nonce) && seen.add(nonce) !== undefined
    const atPool = reading({ facility: 'river-pool', isNew })
    const { claims } = await readCardCode(picture, atPool)
    assert.equal(claims['age_over_19'], true)
    await assert.rejects(readCardCode(picture, atPool), /W28-shown-already/)
    // A facility cannot pass on what it was shown, nor can it be changed to be for another place.
    await assert.rejects(readCardCode(picture, reading({ facility: 'city-library' })), /W19-wrong-audience/)
  })

  test('that is refused is not used up', async () => {
    const { picture } = await make({ facility: 'river-pool' })
    const asked: string[] = []
    const isNew = (nonce: string): boolean => asked.push(nonce) > 0
    const late = { ...listWith(0), expiresAtSeconds: nowSeconds }
    await assert.rejects(readCardCode(picture, reading({ facility: 'river-pool', isNew, list: late })))
    await assert.rejects(readCardCode(picture, reading({ isNew })))
    assert.deepEqual(asked, [])
  })

  test('says what was signed or nothing, whichever character is changed', async () => {
    const { picture: code } = await make()
    const { claims } = await readCardCode(code, reading())
    await fc.assert(
      fc.asyncProperty(
        fc.nat(code.length - 1),
        fc.constantFrom('0', 'A', ':', 'z'),
        async (at, character) => {
          if (code[at] === character) return
          const changed = code.slice(0, at) + character + code.slice(at + 1)
          // The last bits of a deflated text may say nothing.
          const read = await readCardCode(changed, reading()).catch(() => undefined)
          if (read) assert.deepEqual(read.claims, claims)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('base45 is that of RFC 9285', () => {
    assert.equal(encodeBase45(new TextEncoder().encode('Hello!!')), '%69 VD92EX0')
    assert.equal(new TextDecoder().decode(decodeBase45('QED8WEX0')), 'ietf!')
    for (const text of ['A', 'ZZZ', ':::', 'a00', '::']) assert.throws(() => decodeBase45(text))
  })
})
