// Whoever keeps texts erases them by what these events say; one that says less would erase nothing.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Vector } from './made-up.ts'

const events = globSync('*/vectors/*.json', { cwd: import.meta.dirname }).flatMap((file) =>
  (JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as readonly Vector[]).flatMap(
    ({ title, expect }) =>
      'events' in expect
        ? (expect.events as readonly [string, { readonly [name: string]: unknown }][]).map(
            ([event, data]) => ({ where: `${file}: ${title}`, name: event.split('.').at(-1), data }),
          )
        : [],
  ),
)

test('R7, P15: whose text is erased, and which, stands in the event that says so', () => {
  const one = events.filter(({ name }) => name === 'text-erased')
  const all = events.filter(({ name }) => name === 'texts-erased')
  assert.ok(one.length > 0 && all.length > 0)
  for (const { where, data } of one) assert.match(String(data['content']), /^[0-9a-f]{64}$/, where)
  for (const { where, data } of [...one, ...all]) assert.ok(data['author'], where)
})
