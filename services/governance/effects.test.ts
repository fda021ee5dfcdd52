// What changes do when they come into force, and what becomes of those that cannot.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { governedCity } from '../made-up.ts'
import { createGoverned } from './made-up-decision.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const monthMs = 30 * 86_400_000
const newValidator = (name: string, power = 10) => ({
  kind: 'add-validator',
  publicKey: { publicKey: `validator-${name}` },
  power,
  institution: 'university',
  name,
  cosigner: null,
})
const validator = (name: string) => ({ account: `validator-${name}` })
const key = (name: string) => ({ algorithm: 'Ed25519', publicKey: { publicKey: name } })

describe('validators', () => {
  test('I9: one is added, gets more power, and another is removed, each a block after it passed', () => {
    const city = createGoverned(hash)
    const added = city.pass(newValidator('fourth'))
    assert.equal(city.powers()['fourth'], undefined, 'not in the block in which it passes')
    city.wait()
    assert.deepEqual(
      city.timerEvents().map(([, event]) => event),
      ['validator-added', 'change-in-force'],
    )
    assert.equal(city.change(added).state, 'in-force')
    city.pass({ kind: 'change-power', validator: validator('fourth'), power: 20 })
    city.pass({ kind: 'remove-validator', validator: validator('city') })
    city.wait()
    assert.deepEqual(city.powers(), { council: 10, election: 10, fourth: 20 })
    const cosigner = `fourth+00000000+B${'A'.repeat(43)}`
    city.pass({ kind: 'change-cosigner', validator: validator('fourth'), cosigner })
    city.wait()
    const { validators } = city.query('governance', 'validators') as {
      validators: { name: string; cosigner: string | null }[]
    }
    assert.equal(validators.find(({ name }) => name === 'fourth')?.cosigner, cosigner)
  })

  test('I10: what passed for one height and moves more than a third together comes block by block', () => {
    const city = createGoverned(hash)
    const changes = [
      city.pass(newValidator('a', 6), 20),
      city.pass(newValidator('b', 6), 20),
      city.pass(newValidator('c', 8), 20),
    ]
    while (city.status().height < 20) city.wait()
    assert.deepEqual(
      changes.map((change) => city.change(change).state),
      ['in-force', 'passed', 'passed'],
    )
    assert.deepEqual(city.powers(), { city: 10, council: 10, election: 10, a: 6 })
    city.wait()
    assert.deepEqual(
      changes.map((change) => city.change(change).state),
      ['in-force', 'in-force', 'passed'],
    )
    city.wait()
    assert.deepEqual(city.change(changes[2]!), { ...city.change(changes[2]!), state: 'in-force', height: 22 })
  })

  test('I9: the last one stays, and where one process keeps the ledger there are none to add to', () => {
    const { governance } = governedCity.setup as unknown as { governance: { validators: unknown[] } }
    const withValidators = (validators: unknown[]) => {
      const setup = { ...governedCity.setup, governance: { ...governance, validators } }
      return createGoverned(hash, { ...governedCity, setup })
    }
    const one = withValidators(governance.validators.slice(0, 1))
    const propose = (wanted: object) => ['election-1', 'propose-change', { wanted, from: 0 }] as const
    const removal = { kind: 'remove-validator', validator: validator('city') }
    assert.equal(one.refusalOf(...propose(removal)), 'I9-last-validator')
    assert.equal(withValidators([]).refusalOf(...propose(newValidator('first'))), 'I9-no-validators')
  })

  test('I2, I9: there are a hundred at most', () => {
    const { governance } = governedCity.setup as unknown as { governance: { validators: object[] } }
    const validators = Array.from({ length: 100 }, (_, at) => ({
      ...governance.validators[0],
      name: `validator-${at}`,
      publicKey: { publicKey: `validator-${at}` },
    }))
    const setup = { ...governedCity.setup, governance: { ...governance, validators } }
    const city = createGoverned(hash, { ...governedCity, setup })
    const input = { wanted: newValidator('more'), from: 0 }
    assert.equal(city.refusalOf('election-1', 'propose-change', input), 'I9-too-many-validators')
  })
})

describe('institutions', () => {
  test('I11: one joins with a new officer, who decides with the others from then on', () => {
    const city = createGoverned(hash)
    const press = { institution: 'press', ko: '신문사', en: 'Newspaper', required: 1 }
    city.pass({ kind: 'add-institution', ...press, officers: [key('press-1')] })
    city.wait()
    const input = { wanted: { kind: 'remove-institution', institution: 'press' }, from: 0 }
    assert.equal(city.refusalOf('press-1', 'propose-change', input), undefined)
    assert.deepEqual(city.query('governance', 'officer', { account: { account: 'press-1' } }), {
      institution: 'press',
    })
    const officers = [{ account: { account: 'press-1' } }, key('press-2')]
    // Five institutions now, so four have to approve: three do not do any more.
    const status = city.query('governance', 'status') as { needed: number; neededToHalt: number }
    assert.deepEqual([status.needed, status.neededToHalt], [4, 4])
    const changed = { kind: 'change-institution', ...press, required: 2, officers }
    city.refusalOf('election-1', 'propose-change', { wanted: changed, from: 0 })
    for (const by of ['council-1', 'university-1', 'press-1'])
      city.refusalOf(by, 'approve-change', { change: 3 })
    city.wait()
    const { institutions } = city.query('governance', 'institutions') as {
      institutions: {
        institution: string
        required: number
        officers: { account: string; since: number }[]
      }[]
    }
    const found = institutions.find(({ institution }) => institution === 'press')!
    assert.deepEqual([found.required, found.officers.length], [2, 2])
    const since = new Map(found.officers.map((officer) => [officer.account, officer.since]))
    assert.ok(
      since.get(city.keyId('press-1'))! < since.get(city.keyId('press-2'))!,
      'who stays, has been there longer',
    )
  })

  test('I11: one leaves, and what its officers approved counts no more', () => {
    const city = createGoverned(hash)
    city.refusalOf('university-1', 'propose-change', { wanted: { kind: 'halt' }, from: 0 })
    city.refusalOf('election-1', 'propose-change', {
      wanted: { kind: 'remove-institution', institution: 'university' },
      from: 0,
    })
    for (const by of ['council-1', 'university-1']) city.refusalOf(by, 'approve-change', { change: 2 })
    city.wait()
    assert.equal(city.refusalOf('university-1', 'approve-change', { change: 1 }), 'I3-not-officer')
    for (const by of ['council-1', 'election-1']) city.refusalOf(by, 'approve-change', { change: 1 })
    assert.equal(city.change(1).state, 'proposed', 'two of three are not three quarters')
  })

  test('I11: there are fifty at most, and the last one stays', () => {
    const { governance } = governedCity.setup as unknown as { governance: { institutions: object[] } }
    const withInstitutions = (institutions: object[]) => {
      const setup = { ...governedCity.setup, governance: { institutions, validators: [] } }
      return createGoverned(hash, { ...governedCity, setup })
    }
    const officers = (at: number) => [key(at === 0 ? 'election-1' : `officer-${at}`)]
    const made = Array.from({ length: 50 }, (_, at) => ({
      ...governance.institutions[2],
      institution: `institution-${at}`,
      officers: officers(at),
    }))
    const press = {
      kind: 'add-institution',
      institution: 'press',
      ko: '신문사',
      en: 'Newspaper',
      required: 1,
    }
    const joining = { wanted: { ...press, officers: [key('press-1')] }, from: 0 }
    assert.equal(
      withInstitutions(made).refusalOf('election-1', 'propose-change', joining),
      'I11-too-many-institutions',
    )
    const leaving = { wanted: { kind: 'remove-institution', institution: 'institution-0' }, from: 0 }
    assert.equal(
      withInstitutions(made.slice(0, 1)).refusalOf('election-1', 'propose-change', leaving),
      'I11-last-institution',
    )
  })
})

test('I14: a number counts from the moment after, and stands in the history of the city', () => {
  const city = createGoverned(hash)
  const set = { service: 'debates', name: 'debateDays', value: 25 }
  city.pass({ kind: 'set-parameter', ...set })
  city.wait()
  assert.deepEqual(
    city.timerEvents().map(([service, event]) => `${service}.${event}`),
    ['governance.parameter-set', 'governance.change-in-force', 'parameters.parameter-changed'],
  )
  const { changes } = city.query('parameters', 'changes') as {
    changes: { by: string; value: number; at: number; from: number }[]
  }
  assert.deepEqual([changes[0]?.by, changes[0]?.value], [city.keyId('election-1'), 25])
  assert.equal(changes[0]!.from, changes[0]!.at + 1)
})

test('I12: a version begins at its height, and the next one later', () => {
  const city = createGoverned(hash)
  city.pass({ kind: 'activate-version', version: 2 }, 1_000)
  assert.equal(city.status().version, 1)
  assert.equal(city.view.get('nothing'), undefined)
  const early = { wanted: { kind: 'activate-version', version: 3 }, from: 999 }
  assert.equal(city.refusalOf('election-1', 'propose-change', early), 'I12-before-another')
  assert.equal(city.refusalOf('election-1', 'propose-change', { ...early, from: 1_000 }), undefined)
})

describe('a halted city', () => {
  test('I13: takes nothing but what its institutions decide, and goes on in the block after they want it', () => {
    const city = createGoverned(hash)
    city.enrol('ana')
    city.pass({ kind: 'halt' })
    assert.equal(city.status().isHalted, true)
    const receipt = city.enrol('ben')
    assert.equal('refusal' in receipt && receipt.refusal.code, 'T18-halted')
    assert.deepEqual(
      city.timerEvents().map(([, event]) => event),
      ['halted', 'change-in-force'],
    )
    city.pass({ kind: 'resume' })
    assert.equal(city.status().isHalted, false)
    assert.ok('events' in city.enrol('ben'))
  })

  test('I6: a change that waits is not approved after its days, though nothing expires by itself', () => {
    const city = createGoverned(hash)
    city.refusalOf('city-1', 'propose-change', { wanted: { kind: 'activate-version', version: 2 }, from: 0 })
    city.pass({ kind: 'set-parameter', service: 'debates', name: 'debateDays', value: 25 })
    const halted = city.refusalOf('council-1', 'propose-change', { wanted: { kind: 'halt' }, from: 0 })
    for (const by of ['election-1', 'university-1']) city.refusalOf(by, 'approve-change', { change: 3 })
    assert.deepEqual([halted, city.status().isHalted], [undefined, true])
    assert.equal(city.refusalOf('council-1', 'approve-change', { change: 1 }, 2 * monthMs), 'I6-expired')
    assert.equal(city.change(1).state, 'proposed')
  })
})

test('I6: what nobody approves expires by itself', () => {
  const city = createGoverned(hash)
  city.refusalOf('city-1', 'propose-change', { wanted: { kind: 'halt' }, from: 0 })
  city.refusalOf('council-1', 'propose-change', { wanted: { kind: 'resume' }, from: 0 }, 2 * monthMs)
  assert.equal(city.change(1).state, 'expired')
  assert.deepEqual(city.query('governance', 'open-changes'), { changes: [] })
})

test('I11: what fits no more when its height has come, is void, with the rule that says why', () => {
  const city = createGoverned(hash)
  const removal = city.pass({ kind: 'remove-institution', institution: 'university' }, 20)
  city.pass(newValidator('late'))
  while (city.status().height < 20) city.wait()
  const { state, reason } = city.change(removal)
  assert.deepEqual([state, reason], ['void', 'I11-has-validators'])
})
