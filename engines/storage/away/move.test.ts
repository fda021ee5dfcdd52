// Old bundles leave the folder, and the log stays whole: at any stop, and whatever the store does.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { tilesForSize, tilePath, entriesPath } from '@maru/kernel/log/tile.ts'
import { sha256 } from '../../host.ts'
import { copyFolder, rules, signed } from '../../solo/made-up.ts'
import { openSolo } from '../../solo/open.ts'
import { nodeFiles, type Files } from '../files.ts'
import type { LogStore } from './log-store.ts'
import { createMadeUpStore, hourMs, playTown, type Fault } from './made-up-store.ts'
import { fetchBundles, moveBundles } from './move.ts'
import { openPublished } from './published.ts'
import { createReadThrough } from './read-through.ts'
import { readStoreSettings } from './settings.ts'

const hours = 45
const to = 's3://made-up'
const few = { newestKept: 1 }

let home: string
let town: Awaited<ReturnType<typeof playTown>>
let whole: ReadonlyMap<string, string>
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'maru-move-'))
  town = await playTown(join(home, 'town'), hours)
  whole = await readAll(join(home, 'town'), undefined)
})
after(() => rm(home, { recursive: true, force: true }))

let copies = 0
const copyOfTown = async (): Promise<string> => {
  const folder = join(home, `copy-${++copies}`)
  await copyFolder(join(home, 'town'), folder)
  return folder
}

const open = (folder: string, store: LogStore | undefined, limits = {}, say?: (line: string) => void) =>
  openSolo({
    folder,
    rules,
    genesis: town.genesis,
    away: createReadThrough({ store: () => store, limits, ...(say && { say }) }),
  })

/** All that anyone can ask of the log, by what was asked. */
const readAll = async (folder: string, store: LogStore | undefined): Promise<Map<string, string>> => {
  const ledger = await open(folder, store)
  const all = new Map<string, string>()
  const { size } = ledger.status()
  for (const tile of tilesForSize(size)) {
    const paths = [tilePath(tile), ...(tile.level === 0 ? [entriesPath(tile.index, tile.width)] : [])]
    if (tile.level === 0) paths.push(entriesPath(tile.index, Math.min(7, tile.width)))
    for (const path of paths) all.set(path, bytesToHex((await ledger.tile(path))!))
  }
  for (let index = 0; index < size; index += 7) {
    const bytes = (await ledger.entry(index))!
    all.set(`entry ${index}`, bytesToHex(bytes))
    all.set(`proof ${index}`, await ledger.proof(index))
    const entry = decodeEntry(bytes)
    if (entry?.kind === 'transaction')
      all.set(`place ${index}`, String(await ledger.find(bytesToHex(sha256(entry.bytes)))))
  }
  await ledger.close()
  return all
}

const bundlesIn = (folder: string): string[] =>
  readdirSync(join(folder, 'log', 'tile', 'entries')).filter((name) => /^\d+$/.test(name))

test('what is older is moved, and the log says the same as before, also after a start', async () => {
  const folder = await copyOfTown()
  const store = createMadeUpStore()
  const options = { files: nodeFiles, folder, store, limits: few }
  // Bundle 3 ends in hour 34, for an hour has 31 entries.
  const moved = await moveBundles(options, { to }, town.start + 33 * hourMs)
  assert.deepEqual([...store.files.keys()], ['tile/entries/001', 'tile/entries/002'])
  assert.equal(moved.bundles, 2)
  assert.deepEqual(bundlesIn(folder), ['000', '003', '004'])
  assert.deepEqual(await readAll(folder, store), whole)
  assert.equal((await moveBundles(options, { to }, Date.now())).bundles, 1)
  assert.deepEqual(bundlesIn(folder), ['000', '004'], 'the first stays, and the newest')
  assert.deepEqual(await readAll(folder, store), whole)

  const fetched = await fetchBundles(options)
  assert.equal(fetched.bundles, 3)
  assert.equal(readStoreSettings(nodeFiles, folder), undefined)
  for (const name of bundlesIn(folder))
    assert.deepEqual(
      readFileSync(join(folder, 'log/tile/entries', name)),
      readFileSync(join(town.log, 'tile/entries', name)),
    )
  assert.deepEqual(await readAll(folder, undefined), whole)
})

/** Throws at one step of all that touch a disk or the store, and at every one after it, as a stop would. */
const stoppingAt = (step: number, store: LogStore) => {
  let steps = 0
  const reach = (): void => {
    if (++steps > step) throw new Error('stopped')
  }
  const files: Files = {
    ...nodeFiles,
    replace: async (path, bytes) => {
      reach()
      await nodeFiles.replace(path, bytes)
      reach()
    },
    syncFolder: (path) => (reach(), nodeFiles.syncFolder(path)),
    remove: (path) => (reach(), nodeFiles.remove(path)),
  }
  const stopping: LogStore = {
    ...store,
    write: async (path, bytes, signal) => {
      reach()
      await store.write(path, bytes.subarray(0, bytes.length / 2), signal)
      reach()
      await store.write(path, bytes, signal)
      reach()
    },
    read: async (path, signal) => (reach(), store.read(path, signal)),
  }
  return { files, store: stopping, isThrough: () => steps <= step }
}

test('a stop at any step of moving and of bringing back loses nothing', async () => {
  const folder = await copyOfTown()
  const store = createMadeUpStore()
  const cutoff = Date.now()
  const there = (): void => {
    const log = openPublished(nodeFiles, folder)
    const isKnown = readStoreSettings(nodeFiles, folder) !== undefined
    for (const index of log.away()) {
      assert.ok(isKnown, 'it is written down where they went')
      log.check(`bundle ${index}`, store.files.get(entriesPath(index, 256))!, index)
    }
    for (let index = 0; index < log.count; index++) if (log.isHere(index)) log.read(index)
  }
  const limits = { ...few, atOnce: 1 }
  const attempts = { move: 0, fetch: 0 }
  for (const way of ['move', 'fetch'] as const) {
    for (let step = 0, isThrough = false; !isThrough; step++) {
      const stopping = stoppingAt(step, store)
      const options = { ...stopping, folder, limits }
      const run = way === 'move' ? moveBundles(options, { to }, cutoff) : fetchBundles(options)
      isThrough = await run.then(
        () => true,
        (error: Error) => (assert.equal(error.message, 'stopped'), false),
      )
      attempts[way]++
      there()
    }
  }
  assert.ok(attempts.move > 5 && attempts.fetch > 3, JSON.stringify(attempts))
  assert.deepEqual(await readAll(folder, undefined), whole)
})

test('nothing is deleted here that the store does not give back as it was', async () => {
  const folder = await copyOfTown()
  const store = createMadeUpStore()
  const names = bundlesIn(folder)
  const faults: readonly Fault[] = ['refuses', 'cuts short', 'answers wrong', 'has lost it']
  for (const fault of faults) {
    store.fault = fault
    const moving = moveBundles({ files: nodeFiles, folder, store, limits: few }, { to }, Date.now())
    await assert.rejects(
      moving,
      fault === 'refuses' ? /answered 500/ : /^DamageError: made-up-store\/tile\/entries\/001/,
    )
    assert.deepEqual(bundlesIn(folder), names)
  }
})

test('what the store has changed, cut or lost is named with its place there, and never handed out', async () => {
  const folder = await copyOfTown()
  const store = createMadeUpStore()
  await moveBundles({ files: nodeFiles, folder, store, limits: few }, { to }, Date.now())
  const ledger = await open(folder, store)
  for (const fault of ['cuts short', 'answers wrong', 'has lost it'] as const) {
    store.fault = fault
    for (const ask of [
      () => ledger.tile('tile/entries/002'),
      () => ledger.entry(600),
      () => ledger.proof(600),
    ])
      await assert.rejects(ask, { code: 'E2-damaged', file: 'made-up-store/tile/entries/002' })
  }
  store.fault = undefined
  assert.equal(bytesToHex((await ledger.tile('tile/entries/002'))!), whole.get('tile/entries/002'))
  await ledger.close()
  const fetching = await copyOfTown()
  await moveBundles({ files: nodeFiles, folder: fetching, store, limits: few }, { to }, Date.now())
  store.fault = 'answers wrong'
  await assert.rejects(fetchBundles({ files: nodeFiles, folder: fetching, store }), { code: 'E2-damaged' })
  assert.deepEqual(bundlesIn(fetching), ['000', '004'])
})

test('while the store is away votes are recorded and proven, a start works, and whoever asks for old parts hears why', async () => {
  const folder = await copyOfTown()
  const store = createMadeUpStore()
  await moveBundles({ files: nodeFiles, folder, store, limits: few }, { to }, Date.now())
  const said: string[] = []
  for (const fault of ['refuses', 'is silent'] as const) {
    store.fault = fault
    const ledger = await open(folder, store, { timeMs: 30, pauseMs: 40 }, (line) => void said.push(line))
    await assert.rejects(ledger.tile('tile/entries/001'), { code: 'T24-log-away' })
    await assert.rejects(ledger.entry(300), { code: 'T24-log-away' })
    const vote = await ledger.submit(
      signed(town.voters[0]!, { input: { poll: fault.length + 1_000, choice: 1 } }),
    )
    assert.ok(vote.ok)
    assert.match(await ledger.proof(vote.value.index), /^c2sp.org\/tlog-proof@v1\n/)
    assert.equal(await ledger.find(vote.value.id), vote.value.index)
    store.fault = undefined
    while (!(await ledger.entry(300).catch(() => undefined)))
      await new Promise((resolve) => void setTimeout(resolve, 5))
    await ledger.close()
  }
  assert.deepEqual(
    said.map((line) => /is away: made-up-store: (.*?)\.|answers again/.exec(line)?.[1] ?? 'there'),
    ['it answered 500', 'there', 'no answer within 30 ms', 'there'],
  )
})

test('a file that many ask for at once is fetched once, and too many files at once are refused', async () => {
  const folder = await copyOfTown()
  const store = createMadeUpStore()
  await moveBundles({ files: nodeFiles, folder, store, limits: few }, { to }, Date.now())
  store.asked.length = 0
  const ledger = await open(folder, store, { atOnceMax: 2 })
  const same = await Promise.all(Array.from({ length: 100 }, () => ledger.tile('tile/entries/001')))
  assert.ok(same.every((bytes) => Buffer.compare(bytes!, same[0]!) === 0))
  assert.deepEqual(store.asked, ['tile/entries/001'])
  await ledger.close()
  const again = await open(folder, store, { atOnceMax: 2 })
  const asked = await Promise.allSettled([1, 2, 3].map((index) => again.tile(entriesPath(index, 256))))
  assert.deepEqual(
    asked.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected'],
  )
  await again.close()
})

test('a log whose bundles lie in one store is not moved to another, nor read without any', async () => {
  const folder = await copyOfTown()
  const store = createMadeUpStore()
  await moveBundles({ files: nodeFiles, folder, store, limits: few }, { to }, Date.now())
  const moving = moveBundles(
    { files: nodeFiles, folder, store, limits: few },
    { to: 's3://other' },
    Date.now(),
  )
  await assert.rejects(moving, /bundles of this log lie at s3:\/\/made-up/)
  const ledger = await open(folder, undefined)
  await assert.rejects(ledger.entry(300), /tile\/entries\/001 is damaged: the file is missing/)
  await ledger.close()
})
