// Who read what of whom: every way in which somebody is told of a person leaves an entry before the answer.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'
import { madeUpPerson, withEnrolledCity, type EnrolledCity } from '@maru/testing/enrolled-city.ts'
import { createReadLog, readsKeptMs, type ReadEntry, type ReadLog } from './read-log.ts'
import { openTables, type Tables } from './tables.ts'

const ana = namedSigner('ana')
const auditor = developmentSigner('auditor')
const dayMs = 86_400_000

const allOf = (town: EnrolledCity, asked: object = {}): Promise<Listed> =>
  town.ask(auditor, 'list-reads', { limit: 100, ...asked })

interface Listed {
  readonly reads: readonly ReadEntry[]
  readonly isWhole: boolean
  readonly next: number | null
}

test('what officers and services are told of a person is noted, with who, what for and when', () =>
  withEnrolledCity(async (town) => {
    const { name, birthDate, ...rest } = madeUpPerson(1, { birthDate: '2008-01-05' })
    const identity = town.identity(ana, { name, birthDate, ...rest }, 5)
    const person = { name, birthDate, ...rest }
    await town.ask(registrar, 'enrol-person', {
      ...person,
      transaction: town.enrolment(ana, person, { identity }),
    })
    await town.ask(registrar, 'find-person', { name, birthDate })
    await town.ask(registrar, 'find-person', { name: '아무도 아닌 사람', birthDate })
    await town.ask(registrar, 'read-groups', { account: ana.keyId })
    await town.ask(registrar, 'list-due')
    town.city.advance(3 * dayMs)
    await town.ask(registrar, 'list-due')
    await town.vault.read(ana.keyId, { purpose: 'sign-in', service: 'library' })
    assert.equal(
      await town.vault.read(registrar.keyId, { purpose: 'sign-in', service: 'library' }),
      undefined,
    )
    const { reads, isWhole, next } = await allOf(town)
    assert.deepEqual(
      reads.toReversed().map(({ number, purpose }) => [number, purpose]),
      [
        [1, 'enrol'],
        [2, 'find'],
        [3, 'find'],
        [4, 'groups'],
        [5, 'birthday'],
        [6, 'sign-in'],
      ],
    )
    assert.deepEqual([isWhole, next], [true, null])
    const [signIn, birthday, , nobody, found] = reads
    assert.deepEqual(
      [birthday!.by, birthday!.at, birthday!.from],
      [registrar.keyId, town.city.now(), '127.0.0.1'],
    )
    assert.deepEqual([signIn!.service, signIn!.by, signIn!.from], ['library', undefined, undefined])
    assert.equal(nobody!.subject, undefined)
    assert.equal(found!.subject, signIn!.subject)
    const text = JSON.stringify(reads)
    for (const trace of [name, birthDate, ana.keyId]) assert.equal(text.includes(trace), false)
  }))

test('residents see who was told of them, but not from where; looking at oneself is not noted', () =>
  withEnrolledCity(async (town) => {
    await town.enrol(ana, madeUpPerson(1))
    await town.enrol(namedSigner('ben'), madeUpPerson(2))
    await town.ask(ana, 'read-own')
    const at = town.city.now()
    const own = { reads: [{ number: 1, at, purpose: 'enrol', by: registrar.keyId }], next: null }
    assert.deepEqual(await town.ask(ana, 'list-own-reads'), own)
    assert.deepEqual(await town.ask(ana, 'list-own-reads', { before: 1 }), { reads: [], next: null })
    assert.deepEqual((await town.ask(registrar, 'list-own-reads')).reads, [])
  }))

test('only the auditor reads the log, page by page, by time, and of one account', () =>
  withEnrolledCity(async (town) => {
    const times: number[] = []
    for (const number of [1, 2, 3]) {
      await town.enrol(namedSigner(`resident ${number}`), madeUpPerson(number))
      times.push(town.city.now())
      town.city.advance(dayMs)
    }
    const numbersOf = async (asked: object) => (await allOf(town, asked)).reads.map(({ number }) => number)
    assert.deepEqual(await numbersOf({}), [3, 2, 1])
    assert.deepEqual(await numbersOf({ limit: 2 }), [3, 2])
    assert.deepEqual(await numbersOf({ before: 2, limit: 2 }), [1])
    assert.equal((await allOf(town, { limit: 2 })).next, 2)
    assert.deepEqual(await numbersOf({ from: times[1] }), [3, 2])
    assert.deepEqual(await numbersOf({ until: times[1] }), [2, 1])
    assert.deepEqual(await numbersOf({ until: times[0]! - 1 }), [])
    assert.deepEqual(await numbersOf({ account: namedSigner('resident 2').keyId }), [2])
    assert.deepEqual(await numbersOf({ account: namedSigner('resident 2').keyId, until: times[0] }), [])
    assert.equal(await town.ask(registrar, 'list-reads', { limit: 1 }), 'V21-not-auditor')
    assert.equal(await town.ask(auditor, 'list-reads', { limit: 1_001 }), 'T11-input-malformed')
    const { name, birthDate } = madeUpPerson(1)
    assert.equal(await town.ask(auditor, 'find-person', { name, birthDate }), 'V5-not-registrar')
  }))

const withLog = async (run: (log: ReadLog, tables: Tables, clock: { time: number }) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-reads-'))
  const tables = openTables(folder)
  const clock = { time: 1_000 }
  const log = createReadLog({ tables, key: Buffer.alloc(32, 7), now: () => clock.time, countMax: 5 })
  try {
    await run(log, tables, clock)
  } finally {
    await tables.close()
    await rm(folder, { recursive: true, force: true })
  }
}
const some = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(40))
const reading = { purpose: 'card', by: 'f'.repeat(40) } as const

test('an entry that was changed, or taken out from between others, shows', () =>
  withLog(async (log, tables) => {
    await log.note(reading, some)
    assert.equal(log.list({ limit: 9 }).isWhole, true)
    const row = tables.reads.get(3)!
    await tables.reads.put(3, { ...row, by: 'e'.repeat(40) })
    assert.equal(log.list({ limit: 9 }).isWhole, false)
    await tables.reads.put(3, row)
    assert.equal(log.list({ limit: 9 }).isWhole, true)
    await tables.reads.remove(3)
    assert.equal(log.list({ limit: 9 }).isWhole, false)
  }))

test('entries go after two years, and the oldest of too many; what is left is whole', () =>
  withLog(async (log, tables, clock) => {
    await log.note(reading, some)
    clock.time += 1_000
    await log.note(reading, some.slice(2))
    const numbers = () => log.list({ limit: 9 }).reads.map(({ number }) => number)
    await log.prune(clock.time)
    assert.deepEqual(numbers(), [6, 5, 4, 3, 2])
    await log.prune(1_000 + readsKeptMs)
    assert.deepEqual(numbers(), [6, 5, 4, 3, 2])
    await log.prune(1_001 + readsKeptMs)
    assert.deepEqual(numbers(), [6, 5])
    assert.equal(log.list({ limit: 9 }).isWhole, true)
    assert.deepEqual(log.list({ account: some[3], limit: 9 }).reads.length, 1)
    assert.equal(tables.readsOf.getKeysCount(), 2)
  }))

test('of reads at the same time none is lost, and time never goes back', () =>
  withLog(async (log, _tables, clock) => {
    const noting = some.map((account) => log.note(reading, [account]))
    clock.time = 10
    await Promise.all([...noting, log.note(reading, [undefined])])
    const { reads, isWhole } = log.list({ limit: 9 })
    assert.deepEqual([reads.length, isWhole], [5, true])
    assert.deepEqual(new Set(reads.map(({ at }) => at)).size, 1)
  }))
