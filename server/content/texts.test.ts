import assert from 'node:assert/strict'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { filesWith, madeUpText, tracesOf, type MadeUpText } from '@maru/testing/made-up-texts.ts'
import { openTexts, type Texts } from './texts.ts'

const ana = 'a'.repeat(40)
const ben = 'b'.repeat(40)
const text = madeUpText('가로등')
const other = madeUpText('화단')

interface Place {
  texts: Texts
  readonly folder: string
  readonly reopen: () => Promise<void>
}

const withTexts = async (run: (place: Place) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-texts-'))
  const place: Place = {
    texts: openTexts(folder),
    folder,
    reopen: async () => {
      await place.texts.close()
      place.texts = openTexts(folder)
    },
  }
  try {
    await run(place)
  } finally {
    await place.texts.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const put = (texts: Texts, { commitment, item }: MadeUpText, transaction: string, official = false) =>
  texts.put(transaction, { commitment, keyId: ana, official }, item)

const keysIn = (folder: string): Promise<Buffer> => readFile(join(folder, 'keys'))
const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0)
const writeKeys = async (folder: string, slot: number, bytes: Buffer): Promise<void> => {
  const file = await open(join(folder, 'keys'), 'r+')
  await file.write(bytes, 0, bytes.length, slot * 32)
  await file.close()
}

test('text stays when one of the transactions that bring it is recorded, in either order', () =>
  withTexts(async ({ texts }) => {
    for (const transaction of ['a', 'b']) assert.equal(await put(texts, text, transaction), undefined)
    await texts.drop('a')
    assert.deepEqual(texts.get(text.commitment), text.item)
    await texts.record('b', ana, 1)
    await put(texts, text, 'c')
    await texts.drop('c')
    assert.deepEqual(texts.get(text.commitment), text.item)
  }))

test('text goes with its key when all are refused; two copies of one transaction are two', () =>
  withTexts(async ({ texts, folder }) => {
    for (const transaction of ['a', 'b', 'a']) await put(texts, text, transaction)
    await texts.drop('b')
    await texts.drop('a')
    assert.deepEqual(texts.get(text.commitment), text.item)
    assert.equal(isBlank(await keysIn(folder)), false)
    await texts.drop('a')
    assert.equal(texts.get(text.commitment), undefined)
    assert.equal(texts.isErased(text.commitment), false)
    assert.equal(isBlank(await keysIn(folder)), true)
  }))

test('what a crash leaves open is still waited for', () =>
  withTexts(async (place) => {
    await put(place.texts, text, 'recorded')
    await put(place.texts, other, 'lost')
    await place.reopen()
    assert.deepEqual(
      place.texts.waiting().map(([transaction, { keyId }]) => [transaction, keyId]),
      [
        ['lost', ana],
        ['recorded', ana],
      ],
    )
    await place.texts.record('recorded', ana, 5)
    await place.texts.drop('lost')
    await place.reopen()
    assert.deepEqual(place.texts.waiting(), [])
    assert.deepEqual(place.texts.get(text.commitment), text.item)
    assert.equal(place.texts.get(other.commitment), undefined)
  }))

test('an erased text is gone from every file, with salt and key, and is never taken again', () =>
  withTexts(async (place) => {
    await put(place.texts, text, 'a')
    await put(place.texts, other, 'b')
    await place.texts.record('a', ana, 1)
    await place.texts.record('b', ana, 2)
    assert.deepEqual(await filesWith(place.folder, tracesOf(text)), [], 'it never stands there in the clear')
    const key = await keyOf(place, text)
    assert.deepEqual(await filesWith(place.folder, [key]), [
      `${join(place.folder, 'keys')}: ${key.toString('latin1')}`,
    ])
    await place.texts.erase(text.commitment, ana, 3)
    assert.equal(place.texts.get(text.commitment), undefined)
    assert.equal(place.texts.isErased(text.commitment), true)
    assert.equal(await put(place.texts, text, 'c'), 'S19-content-erased')
    await place.reopen()
    assert.deepEqual(await filesWith(place.folder, [key, ...tracesOf(text)]), [])
    assert.equal(place.texts.isErased(text.commitment), true)
    assert.deepEqual(place.texts.get(other.commitment), other.item)
    await place.texts.erase(text.commitment, ana, 3)
    assert.deepEqual(place.texts.waiting(), [])
  }))

test('nobody erases the text of another, nor what is written after the event', () =>
  withTexts(async ({ texts }) => {
    await put(texts, text, 'a')
    await texts.record('a', ana, 7)
    await put(texts, text, 'copy')
    await texts.record('copy', ben, 8)
    await texts.erase(text.commitment, ben, 9)
    await texts.erase(text.commitment, ana, 7)
    assert.deepEqual(texts.get(text.commitment), text.item)
    await texts.erase(text.commitment, ana, 8)
    assert.equal(texts.isErased(text.commitment), true)
  }))

test('who leaves takes all texts along that were written before, but acts of office', () =>
  withTexts(async ({ texts }) => {
    const [early, late, official] = ['이른 글', '늦은 글', '답변'].map((name) => madeUpText(name)) as [
      MadeUpText,
      MadeUpText,
      MadeUpText,
    ]
    await put(texts, early, 'a')
    await put(texts, official, 'b', true)
    await put(texts, late, 'c')
    await put(texts, other, 'd')
    for (const [index, transaction] of ['a', 'b', 'c'].entries()) await texts.record(transaction, ana, index)
    await texts.record('d', ben, 3)
    await texts.eraseAllOf(ana, 2)
    assert.equal(texts.isErased(early.commitment), true)
    for (const kept of [official, late, other]) assert.deepEqual(texts.get(kept.commitment), kept.item)
  }))

test('more texts than can wait are refused, and those that wait are stored', () =>
  withTexts(async (place) => {
    await place.texts.close()
    place.texts = openTexts(place.folder, { waitingBytesMax: 250 })
    const three = [text, other, madeUpText('의자')]
    const outcomes = await Promise.all(three.map((each, number) => put(place.texts, each, `t${number}`)))
    assert.deepEqual(outcomes, [undefined, undefined, 'S10-busy'])
    assert.deepEqual(
      three.map(({ commitment }) => place.texts.get(commitment) !== undefined),
      [true, true, false],
    )
    assert.equal(await put(place.texts, three[2]!, 't2'), undefined)
  }))

test('a key that a crash left without its text is erased at the next start', () =>
  withTexts(async (place) => {
    await put(place.texts, text, 'a')
    await place.texts.close()
    await writeKeys(place.folder, 9, Buffer.alloc(32, 7))
    place.texts = openTexts(place.folder)
    const keys = await keysIn(place.folder)
    assert.equal(isBlank(keys.subarray(9 * 32, 10 * 32)), true)
    assert.deepEqual(place.texts.get(text.commitment), text.item)
  }))

test('a text that a crash left without its key is erased, and its slot given away once', () =>
  withTexts(async (place) => {
    await put(place.texts, text, 'a')
    await place.texts.record('a', ana, 1)
    const slot = (await keysIn(place.folder)).findIndex((byte) => byte !== 0) >> 5
    await place.texts.close()
    await writeKeys(place.folder, slot, Buffer.alloc(32))
    place.texts = openTexts(place.folder)
    assert.equal(place.texts.get(text.commitment), undefined)
    assert.equal(place.texts.isErased(text.commitment), true)
    await place.texts.erase(text.commitment, ana, 2)
    const many = Array.from({ length: 1_100 }, (_, number) => madeUpText(`글 ${number}`))
    await Promise.all(many.map((each, number) => put(place.texts, each, `t${number}`)))
    for (const each of many) assert.deepEqual(place.texts.get(each.commitment), each.item)
  }))

test('a text whose key is damaged is not handed out, and is not called erased', () =>
  withTexts(async ({ texts, folder }) => {
    await put(texts, text, 'a')
    const keys = await keysIn(folder)
    const slot = keys.findIndex((byte) => byte !== 0) >> 5
    await writeKeys(folder, slot, Buffer.alloc(32, 7))
    assert.equal(texts.get(text.commitment), undefined)
    assert.equal(texts.isErased(text.commitment), false)
  }))

/** The one key whose slot becomes blank when only the others' texts are left. */
const keyOf = async ({ texts, folder }: Place, { commitment }: MadeUpText): Promise<Buffer> => {
  const keys = await keysIn(folder)
  const slots = Array.from({ length: keys.length / 32 }, (_, slot) =>
    keys.subarray(slot * 32, slot * 32 + 32),
  )
  const stored = slots.flatMap((key, slot) => (isBlank(key) ? [] : [{ slot, key: Buffer.from(key) }]))
  for (const { slot, key } of stored) {
    await writeKeys(folder, slot, Buffer.alloc(32, 7))
    const isIts = texts.get(commitment) === undefined
    await writeKeys(folder, slot, key)
    if (isIts) return key
  }
  throw new Error('no slot has its key')
}
