import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openLocalKms } from '@maru/testing/local-kms.ts'
import { filesWith } from '@maru/testing/made-up-texts.ts'
import { keyFileService } from './key-file-service.ts'
import type { Identity, Person } from './person.ts'
import { documentCredential } from './tags.ts'
import { transitService } from './transit.ts'
import { openVault, type Vault } from './vault.ts'

const account = (name: string): string => Buffer.from(name).toString('hex').padEnd(40, '0').slice(0, 40)
const newKey = (): string => randomBytes(32).toString('hex')

const ana = (changes: Partial<Identity> = {}, proofing: Partial<Person['proofing']> = {}) => {
  const identity: Identity = {
    name: '김 마루',
    birthDate: '1988-04-09',
    credential: documentCredential('passport', 'M123-45678'),
    ...changes,
  }
  const { name, birthDate } = identity
  const person: Person = {
    name,
    birthDate,
    district: 'river',
    proofing: { door: 'desk', by: account('registrar'), at: 1, ...proofing },
  }
  return [person, identity] as const
}
const openid = (subject: string) => ({ credential: ['openid', 'https://id.example', subject] })

const withVault = async (
  run: (vault: Vault, folder: string) => Promise<void>,
  keyService = keyFileService(newKey()),
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-vault-'))
  const vault = await openVault({ folder, keyService })
  try {
    await run(vault, folder)
  } finally {
    await vault.close()
    await rm(folder, { recursive: true, force: true })
  }
}

test('a person is read by their account, and stands nowhere on the disk', () =>
  withVault(async (vault, folder) => {
    const [person, identity] = ana()
    assert.equal(await vault.put(account('ana'), person, identity), undefined)
    assert.deepEqual(await vault.getUnrecorded(account('ana')), person)
    assert.equal(await vault.getUnrecorded(account('ben')), undefined)
    const traces = ['마루', '1988-04-09', 'M123', 'river'].map((text) => Buffer.from(text))
    assert.deepEqual(await filesWith(folder, traces), [])
  }))

test('the same person is enrolled once, whatever they show at which door', () =>
  withVault(async (vault) => {
    assert.equal(await vault.put(account('ana'), ...ana({ identifier: 'ci-1' })), undefined)
    const attempts = {
      'the same passport, without hyphen': ana({
        name: '다른 이름',
        credential: documentCredential('passport', 'm12345678'),
      }),
      'another document, the same identifier': ana({ name: '개명', identifier: 'ci-1', ...openid('1') }),
    }
    for (const [attempt, given] of Object.entries(attempts))
      assert.equal(await vault.put(account('twin'), ...given), 'V1-already-enrolled', attempt)
    assert.equal(await vault.put(account('twin'), ...ana({ name: '김마루', ...openid('1') })), 'V2-namesake')
    assert.equal(await vault.put(account('ana'), ...ana()), 'V3-account-taken')
    assert.equal(vault.count(), 1)
  }))

test('two of one name and birth date are told apart by identifiers, or by an officer who saw both', () =>
  withVault(async (vault) => {
    assert.equal(await vault.put(account('ana'), ...ana({ identifier: 'ci-1' })), undefined)
    assert.equal(await vault.put(account('two'), ...ana({ identifier: 'ci-2', ...openid('2') })), undefined)
    assert.equal(await vault.put(account('three'), ...ana(openid('3'))), 'V2-namesake')
    assert.equal(await vault.put(account('three'), ...ana(openid('3'), { isNamesake: true })), undefined)
    // The officer's word does not reach so far that one document enrols two.
    const again = ana(openid('3'), { isNamesake: true })
    assert.equal(await vault.put(account('four'), ...again), 'V1-already-enrolled')
  }))

test('of one person at both doors at the same time, exactly one is enrolled', () =>
  withVault(async (vault) => {
    for (let round = 0; round < 10; round++) {
      const birthDate = `19${50 + round}-01-01`
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const credential =
            index % 2
              ? openid(`${round} ${index}`).credential
              : documentCredential('card', `${round}-${index}`)
          return vault.put(account(`${round} ${index}`), ...ana({ birthDate, credential }))
        }),
      )
      assert.equal(outcomes.filter((refusal) => refusal === undefined).length, 1)
      assert.equal(outcomes.filter((refusal) => refusal === 'V2-namesake').length, 7)
      assert.equal(vault.count(), round + 1)
    }
  }))

test('one who waits for a transaction holds the tags, is read by nobody, and is gone when it is refused', () =>
  withVault(async (vault, folder) => {
    const under = { id: 'ab', validUntil: 10 }
    assert.equal(await vault.put(account('ana'), ...ana(), under), undefined)
    assert.equal(await vault.put(account('ana'), ...ana(), under), undefined)
    assert.equal(await vault.getUnrecorded(account('ana')), undefined)
    assert.deepEqual(vault.waiting(), [{ transaction: 'ab', validUntil: 10 }])
    assert.equal(await vault.put(account('ben'), ...ana(openid('1'))), 'V2-namesake')
    await vault.settle('ab', false)
    assert.deepEqual([vault.count(), vault.waiting()], [0, []])
    assert.equal(
      await vault.put(account('ben'), ...ana(openid('1')), { id: 'cd', validUntil: 10 }),
      undefined,
    )
    await vault.settle('cd', true)
    await vault.settle('cd', false)
    assert.deepEqual(await vault.getUnrecorded(account('ben')), ana(openid('1'))[0])
    const { length } = await filesWith(folder, [Buffer.from('마루')])
    assert.equal(length, 0)
  }))

test('who leaves is unreadable at once, and the tags are taken for a while', async () => {
  const service = keyFileService(newKey())
  await withVault(async (vault, folder) => {
    await vault.put(account('ana'), ...ana())
    const before = `${folder}-before`
    await cp(folder, before, { recursive: true })
    await vault.erase(account('ana'), 100)
    assert.equal(await vault.getUnrecorded(account('ana')), undefined)
    // Old pages of the database, and even the key service, are of no use without the half that was overwritten.
    await cp(join(folder, 'keys'), join(before, 'keys'))
    const old = await openVault({ folder: before, keyService: service })
    assert.equal(await old.getUnrecorded(account('ana')), undefined)
    await old.close()
    await rm(before, { recursive: true, force: true })

    assert.equal(await vault.put(account('new'), ...ana()), 'V4-left-recently')
    await vault.put(account('ana'), ...ana(), { id: 'ab', validUntil: 10 })
    await vault.settle('ab', false)
    assert.equal(await vault.put(account('new'), ...ana()), 'V4-left-recently')
    await vault.freeTags(99)
    assert.equal(await vault.put(account('new'), ...ana()), 'V4-left-recently')
    await vault.freeTags(100)
    assert.equal(await vault.put(account('new'), ...ana()), undefined)
  }, service)
})

test('a new key in the file wraps everything anew, and then the old one is not needed', async () => {
  const [old, next] = [newKey(), newKey()]
  const folder = await mkdtemp(join(tmpdir(), 'maru-vault-'))
  const open = (...keys: string[]) => openVault({ folder, keyService: keyFileService(keys.join('\n')) })
  const first = await open(old)
  await first.put(account('ana'), ...ana())
  await first.close()
  const both = await open(next, old)
  assert.equal(await both.rewrap(), 2)
  assert.equal(await both.rewrap(), 0)
  await both.close()
  await assert.rejects(open(old), /has no key/)
  const last = await open(next)
  assert.deepEqual(await last.getUnrecorded(account('ana')), ana()[0])
  assert.equal(await last.put(account('ben'), ...ana()), 'V1-already-enrolled')
  await last.close()
  await rm(folder, { recursive: true, force: true })
})

test('a key management service wraps keys and never sees a person', async () => {
  const kms = await openLocalKms()
  try {
    await withVault(async (vault) => {
      await vault.put(account('ana'), ...ana())
      kms.rotate()
      assert.equal(await vault.rewrap(), 2)
      kms.forgetOld()
      assert.deepEqual(await vault.getUnrecorded(account('ana')), ana()[0])
      assert.equal(
        kms.requests.some((path) => path.includes(account('ana'))),
        false,
      )
    }, transitService(kms.options))
    const stranger = transitService({ ...kms.options, token: 'wrong' })
    await assert.rejects(
      withVault(async () => undefined, stranger),
      /answered 403/,
    )
  } finally {
    await kms.close()
  }
})

test('a wrapped key of one account does not open for another', async () => {
  const service = keyFileService(newKey())
  const wrapped = await service.wrap(randomBytes(32), 'ana')
  await assert.rejects(service.unwrap(wrapped, 'ben'))
  assert.throws(() => keyFileService('no key'), /64 hexadecimal digits/)
})
