// I1, I2: what a city says of its institutions and validators at the start has to fit together.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { createMadeUpCity, governedCity } from '../made-up.ts'
import governed from '../vectors/governed.json' with { type: 'json' }
import { governanceReads } from './reads.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const { institutions, validators } = governed.setup.governance
const [first, second] = institutions as [(typeof institutions)[number], (typeof institutions)[number]]
const [voter] = validators as [(typeof validators)[number]]
const key = (name: string, algorithm = 'Ed25519') => ({ algorithm, publicKey: { publicKey: name } })

const cityWith = (setup: object) => {
  const governance = { ...governed.setup.governance, ...setup }
  const genesis = { ...governedCity, setup: { ...governedCity.setup, governance } }
  return createMadeUpCity(hash, genesis)
}

describe('the institutions of a genesis', () => {
  const cases: readonly (readonly [what: string, setup: object, message: RegExp | undefined])[] = [
    ['four of them, and three validators', {}, undefined],
    ['without validators, where one process keeps the ledger', { validators: [] }, undefined],
    ['none', { institutions: [] }, /Too small/],
    [
      'one twice',
      { institutions: [first, { ...second, institution: 'city', officers: [key('new')] }] },
      /city stands twice/,
    ],
    [
      'with an officer twice',
      { institutions: [{ ...first, officers: [key('a'), key('a'), key('b')] }] },
      /I1-officer-twice/,
    ],
    [
      'with an officer of another one',
      { institutions: [first, { ...second, officers: first.officers }] },
      /of another institution/,
    ],
    ['with too few officers', { institutions: [{ ...first, required: 4 }] }, /I1-too-few-officers/],
    [
      'with a key of another algorithm',
      { institutions: [{ ...second, officers: [key('a', 'ES256')] }] },
      /I1-key-unfit/,
    ],
    ['with a validator twice', { validators: [voter, voter] }, /stands twice/],
    [
      'with a validator of nobody',
      { validators: [{ ...voter, institution: 'moon' }] },
      /which is no institution/,
    ],
    ['with a validator of no power', { validators: [{ ...voter, power: 0 }] }, /Too small/],
    [
      'with a voting key of another algorithm',
      { validators: [{ ...voter, publicKey: { bytes: '04'.repeat(65) } }] },
      /I2-key-unfit/,
    ],
  ]
  for (const [what, setup, message] of cases)
    test(what, () => (message ? assert.throws(() => cityWith(setup), message) : void cityWith(setup)))

  test('are there to be read, each with its officers, and so are the validators', () => {
    const city = createMadeUpCity(hash, governedCity)
    const found = city.query('governance', 'institutions') as {
      institutions: { institution: string; officers: unknown[] }[]
    }
    assert.deepEqual(
      found.institutions.map(({ institution, officers }) => [institution, officers.length]),
      [
        ['city', 3],
        ['council', 2],
        ['election', 1],
        ['university', 1],
      ],
    )
    const { validators } = city.query('governance', 'validators') as {
      validators: { validator: string; name: string }[]
    }
    assert.deepEqual(
      governanceReads.validatorsOf(city.view).map(({ power }) => power),
      [10, 10, 10],
    )
    const named = validators.find(({ name }) => name === 'council')
    assert.equal(named?.validator, city.keyId('validator-council'))
  })

  test('an officer who has an account in the city keeps it', () => {
    const city = cityWith({
      institutions: [{ ...first, required: 1, officers: [key('mayor')] }, ...institutions.slice(1)],
    })
    const account = city.query('residents', 'account', { account: { account: 'mayor' } }) as {
      roles: string[]
      keys: unknown[]
    }
    assert.deepEqual([account.roles, account.keys.length], [['mayor'], 1])
  })
})
