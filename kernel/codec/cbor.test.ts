// The examples of RFC 8949 appendix A: those within our part of CBOR are read and written, all others refused.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode, encode, type CborValue } from './cbor.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
const letters = { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' }
const toTwentyFive = Array.from({ length: 25 }, (_, index) => index + 1)

const canonical: readonly (readonly [hex: string, value: CborValue])[] = [
  ['00', 0],
  ['01', 1],
  ['0a', 10],
  ['17', 23],
  ['1818', 24],
  ['1819', 25],
  ['1864', 100],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['20', -1],
  ['29', -10],
  ['3863', -100],
  ['3903e7', -1000],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['40', bytes('')],
  ['4401020304', bytes('01020304')],
  ['60', ''],
  ['6161', 'a'],
  ['6449455446', 'IETF'],
  ['62225c', '"\\'],
  ['62c3bc', '\u00fc'],
  ['63e6b0b4', '\u6c34'],
  ['64f0908591', '\u{10151}'],
  ['80', []],
  ['83010203', [1, 2, 3]],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  ['98190102030405060708090a0b0c0d0e0f101112131415161718181819', toTwentyFive],
  ['a0', {}],
  ['a26161016162820203', { a: 1, b: [2, 3] }],
  ['826161a161626163', ['a', { b: 'c' }]],
  ['a56161614161626142616361436164614461656145', letters],
]

const refused: { readonly [why: string]: readonly string[] } = {
  'integers beyond 2^53': ['1bffffffffffffffff', '3bffffffffffffffff', '1b0020000000000000'],
  'big numbers': ['c249010000000000000000', 'c349010000000000000000'],
  'half floats': ['f90000', 'f98000', 'f93c00', 'f93e00', 'f97bff', 'f90001', 'f90400', 'f9c400'],
  floats: ['fb3ff199999999999a', 'fa47c35000', 'fa7f7fffff', 'fb7e37e43c8800759c', 'fbc010666666666666'],
  'infinities and NaN': [
    'f97c00',
    'f97e00',
    'f9fc00',
    'fa7f800000',
    'fa7fc00000',
    'fa7fffffff',
    'fb7ff0000000000000',
  ],
  'undefined and simple values': ['f7', 'f0', 'f8ff', 'f818'],
  tags: [
    'c074323031332d30332d32315432303a30343a30305a',
    'c11a514b67b0',
    'c1fb41d452d9ec200000',
    'd74401020304',
    'd818456449455446',
    'd82076687474703a2f2f7777772e6578616d706c652e636f6d',
  ],
  'integers as keys': ['a201020304'],
  'indefinite lengths': [
    '5f42010243030405ff',
    '7f657374726561646d696e67ff',
    '9fff',
    '9f018202039f0405ffff',
    '83018202039f0405ff',
    'bf61610161629f0203ffff',
    '826161bf61626163ff',
  ],
  'integers and lengths longer than need be': [
    '1800',
    '1817',
    '190018',
    '1a00000100',
    '1b0000000000000001',
    '3800',
    '780161',
    '580101',
    '980101',
    'b801616101',
  ],
  'keys that stand twice': ['a2616101616102'],
  'keys out of order': ['a2616202616101', 'a262616101616202'],
  'broken UTF-8': ['61ff', '62c328', '63eda080'],
  'more or fewer bytes than the value has': ['0000', '18', '6261', '8201', 'a16161', ''],
}

describe('RFC 8949 appendix A', () => {
  for (const [hex, value] of canonical) {
    test(`${hex} is ${JSON.stringify(value)}`, () => {
      assert.deepEqual(decode(bytes(hex)), value)
      assert.equal(Buffer.from(encode(value)).toString('hex'), hex)
    })
  }
  for (const [why, list] of Object.entries(refused)) {
    test(`refused: ${why}`, () => {
      for (const hex of list) assert.equal(decode(bytes(hex)), undefined, hex)
    })
  }
})

test('values without a canonical form are not written', () => {
  const values = [
    0.5,
    -0,
    NaN,
    Infinity,
    2 ** 53,
    1n,
    undefined,
    () => 1,
    '\ud800',
    { '\ud800': 1 },
    [undefined],
  ]
  for (const value of values) assert.throws(() => encode(value), TypeError)
})
