import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Unexpected } from '@maru/server/unexpected.ts'
import { writeUnexpected } from './unexpected-errors.ts'

const unexpected: Unexpected = {
  code: 'S9-internal',
  method: 'GET',
  route: '/api/receipts/:id',
  kinds: [{ name: 'TypeError', code: undefined, frames: ['read (file:///maru/server/feed.ts:1:2)'] }],
}

test('each is one line of JSON with its time', () => {
  const lines: string[] = []
  writeUnexpected({ write: (line) => void lines.push(line), now: () => 1_790_000_000_000 })(unexpected)
  assert.deepEqual(
    lines.map((line) => [line.indexOf('\n'), JSON.parse(line)]),
    [
      [
        lines[0]!.length - 1,
        {
          time: '2026-09-21T14:13:20.000Z',
          code: 'S9-internal',
          method: 'GET',
          route: '/api/receipts/:id',
          kinds: [{ name: 'TypeError', frames: ['read (file:///maru/server/feed.ts:1:2)'] }],
        },
      ],
    ],
  )
})

test('a flood of them writes thirty lines a minute, and the next line says how many are missing', () => {
  const lines: string[] = []
  let time = 1_790_000_040_000
  const tell = writeUnexpected({ write: (line) => void lines.push(line), now: () => time })
  for (let count = 0; count < 1_000; count++) tell(unexpected)
  assert.equal(lines.length, 30)
  time += 60_000
  tell(unexpected)
  tell(unexpected)
  assert.deepEqual(
    lines.slice(30).map((line) => JSON.parse(line).omitted),
    [970, undefined],
  )
})
