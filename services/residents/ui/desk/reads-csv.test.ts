import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectReads, type ReadOfAll, readsMax, readsToCsv } from './reads-csv.ts'

const entry = (number: number): ReadOfAll => ({
  number,
  at: 1_800_000_000_000,
  purpose: 'find',
  by: 'b'.repeat(40),
  link: 'c'.repeat(32),
})

test('each entry is a line with all its columns, also those that it has not', () => {
  const text = readsToCsv([{ ...entry(2), subject: 'a'.repeat(32), from: '10.0.0.7' }, entry(1)])
  assert.deepEqual(text.split('\r\n'), [
    '\uFEFFnumber,time,purpose,by,service,from,subject,link',
    `2,2027-01-15T08:00:00.000Z,find,${'b'.repeat(40)},,10.0.0.7,${'a'.repeat(32)},${'c'.repeat(32)}`,
    `1,2027-01-15T08:00:00.000Z,find,${'b'.repeat(40)},,,,${'c'.repeat(32)}`,
    '',
  ])
})

test('pages are asked for until there are no more, and one that is not whole makes all of it not whole', async () => {
  const asked: (number | undefined)[] = []
  const found = await collectReads((before) => {
    asked.push(before)
    const next = before === undefined ? 5 : null
    return Promise.resolve({ reads: [entry(before ?? 6)], isWhole: before !== undefined, next })
  })
  assert.deepEqual(asked, [undefined, 5])
  assert.deepEqual([found.reads.length, found.isWhole, found.isAll], [2, false, true])
})

test('a file ends where it would be too long, and says so', async () => {
  const reads = Array.from({ length: 1_000 }, (_, at) => entry(at + 1))
  const found = await collectReads(() => Promise.resolve({ reads, isWhole: true, next: 1 }))
  assert.deepEqual([found.reads.length, found.isAll], [readsMax, false])
})
