// Whatever becomes of a group, the tiles of each of its versions give the paths of @zk-kit/lean-imt.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { LeanIMT } from '@zk-kit/lean-imt'
import * as fc from 'fast-check'
import { bytesToNumber, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { joinPaths, pathInTile, unpackTile } from '@maru/kernel/membership/tiles.ts'
import { hashPair } from '@maru/kernel/membership/tree.ts'
import { openTreeHistory, type LeafChange, type TreeHistory } from './tree-history.ts'

const withHistory = async (
  run: (history: TreeHistory, folder: string) => Promise<void> | void,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-groups-'))
  const history = openTreeHistory(folder)
  try {
    await run(history, folder)
  } finally {
    await history.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A change at a place beyond the end is a new member. */
const changesOf = (places: readonly number[]): LeafChange[] => {
  let size = 0
  return places.map((place, at) => {
    const index = Math.min(place, size)
    size = Math.max(size, index + 1)
    return {
      version: at + 1,
      index,
      leaf: numberToBytes(index < size - 1 && at % 3 === 0 ? 0n : BigInt(at + 2) ** 7n),
    }
  })
}

const peerAt = (changes: readonly LeafChange[], version: number): LeanIMT => {
  const leaves: bigint[] = []
  for (const { index, leaf } of changes.slice(0, version)) leaves[index] = bytesToNumber(leaf)
  return new LeanIMT(hashPair, leaves)
}

const pathAt = (history: TreeHistory, version: number, place: number) => {
  const read = (level: 0 | 12, index: number) => {
    const bytes = history.tile('city', version, level, index)
    return bytes && unpackTile(bytes, level, index)
  }
  const [own, top] = [read(0, Math.floor(place / 4_096)), read(12, 0)]
  const lower = own && pathInTile(own, place % 4_096)
  const upper = top && pathInTile(top, Math.floor(place / 4_096))
  return lower && upper && top.rows[0]![Math.floor(place / 4_096)] === lower.root
    ? joinPaths(lower, upper)
    : undefined
}

test('of any version, after members came, went and came back', () =>
  withHistory((history) =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(4_000), fc.nat(40)), { minLength: 1, maxLength: 60 }),
        fc.nat(),
        (places, pick) => {
          history.forget('city')
          const changes = changesOf(places)
          // As the ledger is followed: some blocks at a time.
          for (let at = 0; at < changes.length; at += 7) history.apply('city', changes.slice(at, at + 7))
          assert.deepEqual(history.followed('city').version, changes.length)
          const version = 1 + (pick % changes.length)
          const peer = peerAt(changes, version)
          for (let place = 0; place < peer.size; place++) {
            const { root, siblings, index } = peer.generateProof(place)
            assert.deepEqual(pathAt(history, version, place), { root, siblings, index })
          }
          assert.equal(history.root('city'), peerAt(changes, changes.length).root)
        },
      ),
      { seed: 7, numRuns: 15 },
    ),
  ))

test('in a group of two tiles, before and after a change in the first', () =>
  withHistory((history) => {
    const changes = changesOf([...Array<number>(4_100).fill(5_000), 4, 4_099])
    history.apply('city', changes)
    const peer = peerAt(changes, 4_100)
    for (const version of [4_100, 4_102]) {
      for (const place of [0, 4, 20, 4_095, 4_099]) {
        const { root, siblings, index } = peer.generateProof(place)
        assert.deepEqual(pathAt(history, version, place), { root, siblings, index }, `${place} at ${version}`)
      }
      for (const { index, leaf } of changes.slice(4_100)) peer.update(index, bytesToNumber(leaf))
    }
    assert.equal(history.tile('city', 4_096, 0, 1), undefined)
    assert.ok(history.tile('city', 4_097, 0, 1))
  }))

test('versions and tiles that are not there, and changes that leave one out, are not taken', () =>
  withHistory((history) => {
    const changes = changesOf([0, 1, 2, 3])
    assert.equal(history.root('city'), 0n)
    assert.throws(() => history.apply('city', changes.slice(1)), /does not follow/)
    assert.throws(() => history.apply('city', [changes[0]!, changes[2]!]), /does not follow/)
    // All of them or none.
    assert.equal(history.followed('city').version, 0)
    history.apply('city', changes)
    for (const [version, level, index] of [
      [0, 0, 0],
      [5, 0, 0],
      [4, 0, 1],
      [4, 12, 1],
    ] as const)
      assert.equal(history.tile('city', version, level, index), undefined)
    assert.equal(history.tile('city-14', 1, 0, 0), undefined)
  }))
