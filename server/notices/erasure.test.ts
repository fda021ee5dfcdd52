import assert from 'node:assert/strict'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { createSeed, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { recordedOf, registrar } from '@maru/testing/city.ts'
import { filesWith } from '@maru/testing/made-up-texts.ts'
import { openNoticedCity, withNoticedCity, type NoticedCity } from '@maru/testing/noticed-city.ts'
import { openTables } from './tables.ts'
import { openText } from '../content/sealed-text.ts'

const setEmail = async (town: NoticedCity, signer: Signer, address: string): Promise<void> => {
  await town.ask(signer, 'set-email', { address, rhythm: 'each', language: 'ko' })
  await town.ask(signer, 'confirm-email', { code: /\d{8}/.exec(town.mails.at(-1)!.text)![0] })
}

const keysIn = async (folder: string): Promise<readonly Buffer[]> => {
  const file = await readFile(join(folder, 'keys'))
  const slots = Array.from({ length: file.length / 32 }, (_, slot) =>
    file.subarray(slot * 32, slot * 32 + 32),
  )
  return slots.filter((key) => key.some((byte) => byte !== 0))
}

test('who leaves is forgotten by every file, and so is an address that was replaced; others stay as they are', async () => {
  const town = await openNoticedCity()
  const { city } = town
  const folder = join(city.folder, 'notices')
  const seen = new Map<string, Buffer>()
  const look = async (): Promise<void> => {
    for (const key of await keysIn(folder)) seen.set(key.toString('hex'), key)
  }
  const [ann, ben, cho] = (await city.enrol(3)) as [Signer, Signer, Signer]
  await city.openProposal(cho)
  await setEmail(town, ann, 'ann@example.org')
  await look()
  const { subjects, close } = openTables(folder)
  const stolen = subjects.get(ann.keyId)!
  await close()
  await town.ask(ann, 'follow', { kind: 'proposal', id: '1' })
  await setEmail(town, ben, 'ben@example.org')
  await setEmail(town, cho, 'cho-old@example.org')
  await look()
  await setEmail(town, cho, 'cho@example.org')
  await look()
  recordedOf(await city.act(ann, 'residents', 'leave-city', { account: ann.keyId }))
  await town.notices().caughtUp()
  assert.deepEqual((await town.ask(cho, 'export-all')).email.address, 'cho@example.org')
  assert.deepEqual(await town.events(ann), [])
  assert.equal(await town.ask(ben, 'erase-all').then(({ erased }) => erased), ben.keyId)
  await town.app().close()
  await town.notices().close()

  // Whoever kept a copy of the sealed record needs its key, and that is nowhere any more.
  const left = new Set((await keysIn(folder)).map((key) => key.toString('hex')))
  assert.equal(left.size, 1)
  const gone = [...seen].filter(([hex]) => !left.has(hex)).map(([, key]) => key)
  assert.ok(gone.length >= 4)
  assert.ok(
    gone.some((key) => openText(key, ann.keyId, stolen.body)),
    'the copy was one that a key opened',
  )
  const traces = ['ann@example', 'ben@example', 'cho-old@', 'cho@example'].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
  ])
  assert.deepEqual(await filesWith(folder, [...traces, ...gone]), [])
  await city.close()
  await rm(city.folder, { recursive: true, force: true })
})

test('who was entered as having left by mistake is told nothing meanwhile, and as before when restored', () =>
  withNoticedCity(async (town) => {
    const { city } = town
    const [ann, ...others] = (await city.enrol(4)) as [Signer, ...Signer[]]
    await setEmail(town, ann, 'ann@example.org')
    const proposal = await city.openProposal(ann)
    const leave = async () =>
      recordedOf(await city.act(registrar, 'residents', 'leave-city', { account: ann.keyId }))
    await leave()
    for (const other of others) await city.support(other, proposal)
    await town.notices().caughtUp()
    assert.equal(town.mails.length, 1)
    const restored = { account: ann.keyId, reason: 'mistake' }
    recordedOf(await city.act(registrar, 'residents', 'restore-resident', restored))
    await town.reopen()
    await town.notices().caughtUp()
    assert.equal(town.mails.length, 2)
    await leave()
    city.advance(5 * 86_400_000)
    await city.openProposal(others[0]!)
    await town.notices().caughtUp()
    assert.equal((await town.ask(ann, 'export-all')).email, undefined)
  }))

test('an account that never asked has an inbox, and nothing is kept of it', () =>
  withNoticedCity(async (town) => {
    const [ann] = (await town.city.enrol(1)) as [Signer]
    assert.deepEqual(await town.events(ann), [])
    assert.equal(town.notices().status().subjects, 0)
    assert.equal(await town.ask(signerFromSeed(createSeed()), 'read-inbox'), 'T8-unknown-key')
  }))
