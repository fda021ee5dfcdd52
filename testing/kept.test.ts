// What test files copy instead of making it: made once for one state of the code, and never taken for another.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { copyKept } from './kept.ts'

const withKept = async (
  run: (town: {
    readonly root: string
    readonly keptIn: string
    readonly made: () => number
    readonly moveTo: (time: number) => void
    /** What stands in a copy. */
    readonly copy: () => Promise<string>
    readonly change: (file: string, text: string) => Promise<void>
  }) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-kept-'))
  const [root, keptIn] = [join(folder, 'root'), join(folder, 'kept')]
  await mkdir(join(root, 'services'), { recursive: true })
  const change = (file: string, text: string): Promise<void> => writeFile(join(root, file), text)
  await change('services/rule.ts', 'first')
  let [made, copies, time] = [0, 0, 1_000_000]
  const make = async (to: string): Promise<void> => {
    await writeFile(join(to, 'city'), `${++made}`)
    await mkdir(join(to, 'log'))
    await writeFile(join(to, 'log', 'tile'), await readFile(join(root, 'services', 'rule.ts')))
  }
  const kept = { root, keptIn, madeFrom: ['services/**/*.ts'], ageMsMax: 1_000, make, now: () => time }
  const copy = async (): Promise<string> => {
    const to = join(folder, `copy-${++copies}`)
    await copyKept(kept, to)
    return readFile(join(to, 'log', 'tile'), 'utf8')
  }
  try {
    await run({ root, keptIn, made: () => made, moveTo: (to) => void (time = to), copy, change })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('is made once, and copied from then on', () =>
  withKept(async ({ copy, made, keptIn }) => {
    assert.deepEqual([await copy(), await copy(), await copy()], ['first', 'first', 'first'])
    assert.equal(made(), 1)
    assert.equal((await readdir(keptIn)).length, 1)
  }))

test('is made anew when a file that it is made from changes, comes or goes', () =>
  withKept(async ({ root, copy, made, change }) => {
    await copy()
    await change('services/rule.ts', 'second')
    assert.equal(await copy(), 'second')
    await change('services/another.ts', '')
    await copy()
    assert.equal(made(), 3)
    await rm(join(root, 'services', 'another.ts'))
    await change('services/rule.ts', 'first')
    assert.equal(await copy(), 'first')
    assert.equal(made(), 3, 'that of the first state is still there')
  }))

test('a test file has no say in it', () =>
  withKept(async ({ copy, made, change }) => {
    await copy()
    await change('services/rule.test.ts', 'first')
    await copy()
    assert.equal(made(), 1)
  }))

test('is made anew when it is too old, or from a time that is yet to come', () =>
  withKept(async ({ copy, made, moveTo }) => {
    await copy()
    moveTo(1_001_000)
    await copy()
    assert.equal(made(), 1)
    moveTo(1_001_001)
    await copy()
    assert.equal(made(), 2)
    moveTo(999_999)
    await copy()
    assert.equal(made(), 3)
  }))

test('one that was begun and not finished is not taken', () =>
  withKept(async ({ copy, made, keptIn }) => {
    await copy()
    const [name] = await readdir(keptIn)
    await rm(join(keptIn, name!), { recursive: true })
    await mkdir(join(keptIn, 'unfinished-1000000-00000001'))
    assert.equal(await copy(), 'first')
    assert.equal(made(), 2)
  }))

test('several that ask at the same time all get a whole one', () =>
  withKept(async ({ copy, change }) => {
    await change('services/rule.ts', 'x'.repeat(100_000))
    const copies = await Promise.all(Array.from({ length: 8 }, copy))
    assert.deepEqual(new Set(copies.map(({ length }) => length)), new Set([100_000]))
  }))

test('few are kept', () =>
  withKept(async ({ copy, change, keptIn, moveTo }) => {
    for (let nth = 1; nth <= 9; nth++) {
      moveTo(1_000_000 * nth)
      await change('services/rule.ts', `${nth}`)
      await copy()
    }
    assert.equal((await readdir(keptIn)).length, 4)
  }))
