// A path out of tiles is the group's at the version that was named; whatever else is given, nothing is taken.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Group } from '@semaphore-protocol/group'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { openTreeHistory } from '@maru/server/groups/tree-history.ts'
import type { TakeTile } from '../take-tile.ts'
import { GroupDiffers, readGroupPath } from './group-path.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-path-'))
const history = openTreeHistory(folder)
after(async () => {
  await history.close()
  rmSync(folder, { recursive: true })
})

const members = [5n, 6n, 7n, 8n, 9n]
history.apply(
  'city',
  members.map((member, index) => ({ version: index + 1, index, leaf: numberToBytes(member) })),
)
const groups = members.map((_, at) => new Group(members.slice(0, at + 1)))
const named = groups.map((group, at) => ({
  group: 'city',
  version: at + 1,
  root: bytesToHex(numberToBytes(group.root)),
}))

const asked: string[] = []
const take: TakeTile = (...name) => {
  asked.push(name.join('/'))
  return Promise.resolve(history.tile(...name))
}

test('each version gives the paths of @semaphore-protocol/group', async () => {
  for (const [at, each] of named.entries())
    for (let place = 0; place <= at; place++) {
      const { root, siblings, index } = groups[at]!.generateMerkleProof(place)
      assert.deepEqual(await readGroupPath(each, place, members[place]!, take), { root, siblings, index })
    }
})

test('who was not in the group then gets none, and has asked for the same', async () => {
  asked.length = 0
  assert.ok(await readGroupPath(named[2]!, 1, 6n, take))
  const usual = asked.splice(0)
  // Joined later; has another identity since.
  assert.equal(await readGroupPath(named[2]!, 4, 9n, take), undefined)
  assert.equal(await readGroupPath(named[2]!, 1, 66n, take), undefined)
  assert.deepEqual(asked, [...usual, ...usual])
})

test('altered tiles, those of another version, of no group and none at all are refused', async () => {
  const last = named.at(-1)!
  const refused = (given: TakeTile, of = last) =>
    assert.rejects(readGroupPath(of, 1, 6n, given), (error) => {
      assert.ok(error instanceof GroupDiffers)
      return error.code === 'W9-group-differs'
    })
  const onTheWay = { 0: [0, 1, 2, 3, 4, 5, 6], 12: [0, 1, 2] }
  for (const level of [0, 12] as const)
    for (const node of onTheWay[level])
      await refused(async (...name) => {
        const tile = Uint8Array.from((await take(...name))!)
        if (name[2] === level) tile[4 + 32 * node + 31]! ^= 1
        return tile
      })
  await refused((group, version, level, index) => take(group, version - 1, level, index))
  await refused((_group, version, level, index) => take('city-14', version, level, index))
  await refused(async (...name) => (await take(...name))!.subarray(1))
  await refused(take, { ...last, root: '00'.repeat(32) })
})
