// What holds of every service: words in both languages, examples that fit, schemas that become OpenAPI.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { services } from './index.ts'
import { createMadeUpCity } from './made-up.ts'
import { refusalCodes, refusalText, serviceTexts } from './texts.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())

for (const service of services) {
  describe(service.name, () => {
    for (const language of ['ko', 'en'] as const) {
      test(`has words in ${language} for its actions and parameters`, () => {
        const texts = serviceTexts[language][service.name]
        assert.ok(texts?.name)
        assert.deepEqual(Object.keys(texts.actions).sort(), Object.keys(service.actions).sort())
        assert.deepEqual(Object.keys(texts.parameters ?? {}).sort(), Object.keys(service.parameters).sort())
      })
    }
    test('says the same things in both languages', () => {
      const { ko, en } = serviceTexts
      for (const part of ['events', 'words', 'refusals'] as const) {
        const keysOf = (texts: typeof ko) => Object.keys(texts[service.name]?.[part] ?? {})
        assert.deepEqual(keysOf(ko), keysOf(en))
      }
    })
    for (const [name, { input, example }] of [
      ...Object.entries(service.actions),
      ...Object.entries(service.queries),
    ]) {
      test(`${name}: its example fits its schema, which becomes JSON Schema`, () => {
        assert.ok(input.safeParse(example).success)
        const schema = z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' })
        assert.equal(schema.type, 'object')
      })
    }
  })
}

test('every refusal code has its own sentence in both languages, an unknown one has none', () => {
  for (const code of refusalCodes()) assert.ok(refusalText(code, 'ko') && refusalText(code, 'en'), code)
  assert.equal(refusalText('constructor', 'en'), undefined)
})

describe('queries', () => {
  const city = createMadeUpCity(hash)
  for (const name of ['ana', 'ben']) city.enrol(name)
  const content = { bytes: '07'.repeat(32) }
  const input = { field: 'parks', district: 'river', content }
  for (let number = 1; number <= 5; number++) {
    city.act({ by: 'ana', service: 'proposals', action: 'open-proposal', input })
  }
  for (const proposal of [2, 4]) {
    for (const by of ['ana', 'ben']) {
      city.act({ by, service: 'proposals', action: 'support-proposal', input: { proposal } })
    }
  }
  const numbers = (page: object) =>
    (city.query('proposals', 'proposals', page) as { proposals: { proposal: number }[] }).proposals.map(
      ({ proposal }) => proposal,
    )

  test('proposals: newest first, page by page', () => {
    assert.deepEqual(numbers({}), [5, 4, 3, 2, 1])
    assert.deepEqual(numbers({ limit: 2 }), [5, 4])
    assert.deepEqual(numbers({ limit: 2, after: 4 }), [3, 2])
  })
  test('proposals: of one state, page by page', () => {
    assert.deepEqual(numbers({ state: 'needs-assignment' }), [4, 2])
    assert.deepEqual(numbers({ state: 'needs-assignment', after: 4 }), [2])
    assert.deepEqual(numbers({ state: 'open', limit: 2, after: 4 }), [3, 1])
    assert.deepEqual(numbers({ state: 'debate' }), [])
  })
  test('proposal: with what it reached', () => {
    const row = city.query('proposals', 'proposal', { proposal: 2 }) as { [name: string]: unknown }
    assert.equal(row['author'], city.keyId('ana'))
    assert.equal(row['content'], '07'.repeat(32))
    assert.deepEqual(Object.keys(row['reached'] as object), ['assignment'])
    assert.equal(city.query('proposals', 'proposal', { proposal: 6 }), undefined)
  })
  test('support: of one account', () => {
    const ask = (proposal: number) =>
      city.query('proposals', 'support', { proposal, account: { account: 'ben' } })
    assert.equal((ask(2) as { supports: boolean }).supports, true)
    assert.equal((ask(1) as { supports: boolean }).supports, false)
    assert.equal(ask(6), undefined)
  })
  test('tallies: in the order of numbers, page by page', () => {
    assert.deepEqual(city.query('proposals', 'tallies', { after: 3, limit: 1 }), {
      tallies: [{ proposal: 4, supports: 2, state: 'needs-assignment' }],
    })
  })
  test('account: an officer has keys and roles, a stranger has nothing', () => {
    const mayor = city.query('residents', 'account', { account: { account: 'mayor' } }) as { roles: string[] }
    assert.deepEqual(mayor.roles, ['mayor'])
    assert.equal(city.query('residents', 'account', { account: { account: 'nobody' } }), undefined)
  })
  test('parameters: the value in force, and the dated ones', () => {
    const { parameters } = city.query('parameters', 'parameters') as { parameters: { name: string }[] }
    assert.deepEqual(
      parameters.find(({ name }) => name === 'supportsForDebate'),
      {
        service: 'proposals',
        name: 'supportsForDebate',
        value: 4,
        dated: [
          { from: 1_767_225_600_000, value: 4 },
          { from: 1_767_312_000_000, value: 3 },
        ],
      },
    )
  })
})
