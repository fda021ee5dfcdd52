import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { temporaryFolder } from '../solo/made-up.ts'
import { openLogKey } from '../storage/log-key.ts'
import { openStore } from '../storage/store.ts'
import { checkContents, decodeContents, encodeContents, type Plan } from './contents.ts'
import { openSnapshotKeeper, type KeptSnapshot } from './keeper.ts'
import { limitsOf, madeUpStorage, origin } from './made-up-state.ts'
import { beginRestore } from './restore.ts'
import { readRows } from './rows.ts'

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9))

const rows = fc
  .array(fc.tuple(fc.nat(100_000), fc.uint8Array({ minLength: 1, maxLength: 60 })), { maxLength: 120 })
  .map((pairs) => new Map(pairs.map(([number, value]) => [`polls/votes/${number}`, value])))
const city = fc.record({
  rows,
  entryCount: fc.integer({ min: 1, max: 800 }),
  chunkBytes: fc.constantFrom(1, 64, 500, 4_096, 10_000_000),
})
type City = { rows: Map<string, Uint8Array>; entryCount: number; chunkBytes: number }

interface Made {
  readonly snapshot: KeptSnapshot
  readonly plan: Plan
  readonly chunks: readonly Uint8Array[]
  readonly appHash: Uint8Array
}

const make = async (folder: string, { rows: given, entryCount, chunkBytes }: City): Promise<Made> => {
  mkdirSync(folder, { recursive: true })
  const { storage, appHash } = madeUpStorage(folder, given, entryCount)
  const failed = (error: Error): never => assert.fail(error)
  const keeper = openSnapshotKeeper({ storage, folder, limits: limitsOf(chunkBytes), failed })
  keeper.consider(7)
  await keeper.idle()
  const [snapshot] = keeper.kept() as [KeptSnapshot]
  const plan = checkContents(snapshot.metadata, appHash, origin)
  assert.ok(plan.ok, !plan.ok ? plan.message : '')
  const chunks = await Promise.all(snapshot.chunks.map((_, at) => keeper.chunk(7, at)))
  return { snapshot, plan: plan.value, chunks: chunks as Uint8Array[], appHash }
}

const begin = async (folder: string, plan: Plan) => {
  mkdirSync(folder, { recursive: true })
  return beginRestore(folder, plan, openLogKey(folder, origin))
}

test(`what is restored from a snapshot is the state and the log it was made of (SEED=${seed})`, () =>
  fc.assert(
    fc.asyncProperty(city, (given) =>
      temporaryFolder(async (folder) => {
        const { plan, chunks } = await make(join(folder, 'old'), given)
        const restore = await begin(join(folder, 'new'), plan)
        for (const chunk of chunks) assert.equal(await restore.apply(chunk), undefined)
        await restore.finish(7)
        assert.deepEqual(readdirSync(join(folder, 'new')).sort(), ['key', 'log', 'state', 'vkey'])
        const store = openStore(join(folder, 'new', 'state'))
        const restored = store.freeze().rowsAfter('', 1_000)
        assert.deepEqual(new Map(restored), new Map([...given.rows].sort(([a], [b]) => (a < b ? -1 : 1))))
        assert.deepEqual(store.reach()!.stateRoot, plan.seal.stateRoot)
        assert.equal(store.reach()!.consensusHeight, 7)
        await store.close()
      }),
    ),
    { seed, numRuns: 8 },
  ))

test(`another node makes the same snapshot to the byte (SEED=${seed})`, () =>
  fc.assert(
    fc.asyncProperty(city, (given) =>
      temporaryFolder(async (folder) => {
        const one = await make(join(folder, 'one'), given)
        const shuffled = { ...given, rows: new Map([...given.rows].reverse()) }
        const two = await make(join(folder, 'two'), shuffled)
        assert.deepEqual(two.snapshot, one.snapshot)
        assert.deepEqual(two.chunks, one.chunks)
        // A chunk is at most as large as it may be, unless it is one row, or one bundle of the log.
        one.snapshot.chunks.forEach((chunk, at) => {
          const bytes = one.chunks[at]!
          const isLeast = chunk.kind === 'state' ? readRows(bytes)!.length === 1 : chunk.range.count <= 256
          assert.ok(isLeast || bytes.length <= given.chunkBytes)
        })
      }),
    ),
    { seed, numRuns: 4 },
  ))

test(`a chunk that is changed, cut, longer, empty or another one is told, and the right one goes on (SEED=${seed})`, () =>
  fc.assert(
    fc.asyncProperty(
      city.filter((given) => given.rows.size > 1),
      fc.nat(),
      fc.nat(7),
      (given, place, bit) =>
        temporaryFolder(async (folder) => {
          const { plan, chunks } = await make(join(folder, 'old'), given)
          const restore = await begin(join(folder, 'new'), plan)
          for (const [at, chunk] of chunks.entries()) {
            const changed = Uint8Array.from(chunk)
            changed[place % changed.length]! ^= 1 << bit
            const wrong = [
              changed,
              chunk.subarray(0, -1),
              Buffer.concat([chunk, Buffer.of(0)]),
              new Uint8Array(),
            ]
            const other = chunks[(at + 1 + (place % chunks.length)) % chunks.length]!
            if (!Buffer.from(other).equals(chunk)) wrong.push(other)
            for (const bytes of wrong) assert.match((await restore.apply(bytes))!, /^(it is|its rows)/)
            assert.equal(restore.next(), at)
            assert.equal(await restore.apply(chunk), undefined)
          }
          assert.match((await restore.apply(chunks[0]!))!, /no more than/)
          await restore.finish(7)
        }),
    ),
    { seed, numRuns: 4 },
  ))

test(`a description in which anything is changed, missing or there twice is refused (SEED=${seed})`, () =>
  fc.assert(
    fc.asyncProperty(city, fc.nat(), fc.nat(7), (given, place, bit) =>
      temporaryFolder(async (folder) => {
        const { snapshot, appHash } = await make(folder, given)
        const { metadata } = snapshot
        const isRefused = (bytes: Uint8Array): boolean => !checkContents(bytes, appHash, origin).ok
        const changed = Uint8Array.from(metadata)
        changed[place % changed.length]! ^= 1 << bit
        assert.ok(isRefused(changed), `byte ${place % changed.length}, bit ${bit}`)
        assert.ok(isRefused(metadata.subarray(0, -1)))
        const contents = decodeContents(metadata)!
        const { state, log, sealProof } = contents
        const lies = [
          { ...contents, state: state.slice(1) },
          { ...contents, state: [...state, state.at(-1)!] },
          { ...contents, log: log.slice(0, -1) },
          { ...contents, log: [...log, log[0]!] },
          { ...contents, sealProof: [...sealProof, appHash] },
          { ...contents, seal: contents.seal.subarray(1) },
        ]
        for (const lie of lies) assert.ok(isRefused(encodeContents(lie)))
        assert.ok(!checkContents(metadata, snapshot.hash, origin).ok, 'of another checkpoint')
        assert.ok(!checkContents(metadata, appHash, 'maru.elsewhere').ok, 'of another city')
      }),
    ),
    { seed, numRuns: 8 },
  ))

test('rows that are out of order, twice there, or of the replay window are no chunk', () =>
  temporaryFolder(async (folder) => {
    const given = new Map([1, 2, 3].map((number) => [`polls/votes/${number}`, Uint8Array.of(number)]))
    const { plan, chunks } = await make(join(folder, 'old'), {
      rows: given,
      entryCount: 1,
      chunkBytes: 1_000,
    })
    const restore = await begin(join(folder, 'new'), plan)
    const [chunk] = chunks as [Uint8Array]
    const row = chunk.length / 3
    const [a, b, c] = [0, 1, 2].map((at) => chunk.subarray(at * row, (at + 1) * row)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    for (const wrong of [
      [b, a, c],
      [a, a, c],
      [a, b, c, c],
    ])
      assert.equal(await restore.apply(Buffer.concat(wrong)), 'it is no part of the state')
    const windowRow = Buffer.from('\0\x0fkernel/window/x\0\0\0\x010')
    assert.equal(await restore.apply(windowRow), 'it is no part of the state')
    await restore.abandon()
    assert.ok(!existsSync(join(folder, 'new', 'restore')))
  }))

test('a new snapshot takes over what the one before found out of the log', () =>
  temporaryFolder(async (folder) => {
    const given = new Map([['polls/votes/1', Uint8Array.of(1)]])
    const { storage, appHash } = madeUpStorage(folder, given, 70_000)
    const read: string[] = []
    const { tile } = storage.reading
    const watched = {
      ...storage,
      reading: { ...storage.reading, tile: (path: string) => (read.push(path), tile(path)) },
    } as typeof storage
    const limits = { ...limitsOf(10_000_000), keptMax: 2 }
    const keeper = openSnapshotKeeper({ storage: watched, folder, limits, failed: assert.fail })
    const takenBy: number[] = []
    for (const height of [1, 2, 3]) {
      read.length = 0
      keeper.consider(height)
      await keeper.idle()
      takenBy.push(read.filter((path) => path.startsWith('tile/entries')).length)
    }
    assert.deepEqual(takenBy, [274, 18, 18], 'only what follows the last full block is read again')
    assert.deepEqual(
      keeper.kept().map(({ height }) => height),
      [2, 3],
    )
    assert.deepEqual(readdirSync(join(folder, 'snapshots')).sort(), ['2', '3'])
    assert.ok(checkContents(keeper.kept()[1]!.metadata, appHash, origin).ok)
    const again = openSnapshotKeeper({ storage, folder, limits, failed: assert.fail })
    assert.deepEqual(again.kept(), keeper.kept(), 'a new start finds them')
    assert.equal(await again.chunk(1, 0), undefined)
    assert.equal(await again.chunk(3, 99), undefined)
  }))
