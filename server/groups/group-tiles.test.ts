// Tiles follow a real ledger, block by block and over a restart, and lead to the roots that stand on it.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { GroupDiffers, readGroupPath, type NamedGroup } from '@maru/client/membership/group-path.ts'
import { createTakeTile, type TakeTile } from '@maru/client/take-tile.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { openTestCity, type TestCity } from '@maru/testing/city.ts'
import { giveIdentities } from '@maru/testing/made-up-votes.ts'
import { openVoteRoad } from '../vote/vote-road.ts'
import { openGroupTiles, parseTileName, type GroupTiles } from './group-tiles.ts'

interface Place {
  readonly city: TestCity
  readonly folder: string
  readonly open: () => GroupTiles
}

const withCity = async (run: (place: Place) => Promise<void>): Promise<void> => {
  const city = await openTestCity()
  const folder = mkdtempSync(join(tmpdir(), 'maru-tiles-'))
  try {
    await run({ city, folder, open: () => openGroupTiles({ ledger: city.ledger, folder, failed }) })
  } finally {
    await city.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const failed = (error: unknown): void => assert.fail(String(error))

/** So many members more; then the group as a poll would keep it. */
const grow = async (city: TestCity, count: number) => {
  const residents = await city.enrol(count)
  const identities = await giveIdentities(
    city,
    residents.map(({ keyId }) => keyId),
  )
  const { root, version } = residentsReads.groupOf(city.ledger.snapshot().view, 'city')!
  return {
    named: { group: 'city', root, version },
    commitments: identities.map(({ commitment }) => commitment),
  }
}

const takeFrom =
  (tiles: GroupTiles): TakeTile =>
  async (group, version, level, index) => {
    const tile = await tiles.tile({ group, version, level, index })
    assert.notEqual(tile, 'not-yet')
    return tile as Uint8Array | undefined
  }

const leadsToRoot = async (named: NamedGroup, place: number, commitment: bigint, take: TakeTile) =>
  assert.ok(await readGroupPath(named, place, commitment, take))

test('a version can be asked for as soon as the ledger has it, and for good', () =>
  withCity(async ({ city, open }) => {
    const tiles = open()
    const first = await grow(city, 2)
    await leadsToRoot(first.named, 1, first.commitments[1]!, takeFrom(tiles))
    const second = await grow(city, 1)
    await leadsToRoot(second.named, 2, second.commitments[0]!, takeFrom(tiles))
    await leadsToRoot(first.named, 0, first.commitments[0]!, takeFrom(tiles))
    const { version } = second.named
    assert.equal(await tiles.tile({ group: 'city', version: version + 1, level: 0, index: 0 }), undefined)
    assert.equal(await tiles.tile({ group: 'no-group', version: 1, level: 0, index: 0 }), undefined)
    await tiles.close()
  }))

test('what was missed while nothing ran is made up for, and a folder of another ledger is made anew', () =>
  withCity(async ({ city, folder, open }) => {
    const before = open()
    await grow(city, 2)
    await before.caughtUp()
    await before.close()
    const { named, commitments } = await grow(city, 1)
    const tiles = open()
    await leadsToRoot(named, 2, commitments[0]!, takeFrom(tiles))
    await tiles.close()
    for (const count of [1, 5]) {
      const another = await openTestCity()
      const theirs = await grow(another, count)
      const moved = openGroupTiles({ ledger: another.ledger, folder, failed })
      await moved.caughtUp()
      await leadsToRoot(theirs.named, count - 1, theirs.commitments.at(-1)!, takeFrom(moved))
      await moved.close()
      await another.close()
    }
  }))

test('on the votes’ own road tiles lead to the root of a poll, and names that are none find nothing', () =>
  withCity(async ({ city, open }) => {
    const { named, commitments } = await grow(city, 3)
    const [tiles, { ledger }] = [open(), city]
    const { services } = ledger.rules
    const road = await openVoteRoad({ ledger, services, groups: tiles, host: '127.0.0.1', port: 0, failed })
    const take = createTakeTile({ url: road.url, keys: '' })
    await leadsToRoot(named, 1, commitments[1]!, take)
    await assert.rejects(readGroupPath({ ...named, root: '00'.repeat(32) }, 1, 0n, take), GroupDiffers)
    const statusOf = async (path: string) => (await fetch(`${road.url}/group-tiles/${path}`)).status
    for (const path of ['', 'city/3/0/1', 'city/3/4/0', 'city/03/0/0', 'city/3/0/0/', '..%2f..%2f/3/0/0'])
      assert.equal(await statusOf(path), 404, path)
    await road.close()
    await tiles.close()
  }))

test('a name of a tile has one form', () => {
  assert.deepEqual(parseTileName('district-a/12/12/0'), {
    group: 'district-a',
    version: 12,
    level: 12,
    index: 0,
  })
  for (const bad of ['', 'city', 'city/0/0/0', 'city/1/0/00', 'City/1/0/0', 'city/1e1/0/0', 'city/1/0/99999'])
    assert.equal(parseTileName(bad), undefined, bad)
})
