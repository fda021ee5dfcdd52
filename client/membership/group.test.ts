// A group read page by page is the group that was named, at its version, or is not taken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from '@maru/engines/host.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createMadeUpCity } from '@maru/services/made-up.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { readGroup, type GroupChange, type ReadChanges } from './group.ts'

const city = createMadeUpCity(sha256)
const named: { group: string; root: string; version: number }[] = []
for (const [at, name] of ['ana', 'ben', 'cem', 'dua'].entries()) {
  city.enrol(name)
  const input = { account: { account: name }, commitment: numberToBytes(BigInt(at + 5)), groups: ['city'] }
  city.act({ by: 'registrar', service: 'residents', action: 'set-identity', input })
  const { root, version } = residentsReads.groupOf(city.view, 'city')!
  named.push({ group: 'city', root, version })
}

/** Two changes at a time. */
const read: ReadChanges = (group, after) => {
  const page = city.query('residents', 'group-changes', { group, after, limit: 2 })
  return Promise.resolve((page as { changes: GroupChange[] } | undefined)?.changes)
}

test('each version is read as it was', async () => {
  for (const [at, each] of named.entries()) {
    const { leaves } = await readGroup(each, read)
    assert.deepEqual(leaves, [5n, 6n, 7n, 8n].slice(0, at + 1))
  }
})

test('another root, a group that is not there and pages that do not go on are not taken', async () => {
  const last = named.at(-1)!
  await assert.rejects(readGroup({ ...last, root: '00'.repeat(32) }, read), /do not give the root/)
  await assert.rejects(readGroup({ ...last, group: 'city-14' }, read), /do not give the root/)
  await assert.rejects(
    readGroup(last, () => read('city', 0)),
    /do not give the root/,
  )
})
