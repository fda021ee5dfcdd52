// What is written side by side has to be different files: two writers of one would take each other's half-written one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import { edgeTiles, newTiles, tilePath } from '@maru/kernel/log/tile.ts'
import { createTree } from '@maru/kernel/log/tree.ts'
import { sha256 } from '../host.ts'
import { growthOf } from './log-files.ts'

const sizeMax = 1_100
const entry = Uint8Array.of(1)
const tree = createTree(sha256)
tree.append(Array.from({ length: sizeMax }, () => leafHash(sha256, entry)))

const sizes = fc
  .array(fc.integer({ min: 0, max: sizeMax }), { minLength: 4, maxLength: 4 })
  .map((each) => each.toSorted((a, b) => a - b) as [number, number, number, number])

test('no file of a growth stands in it twice, and those of the checkpoint shown are there', () =>
  fc.assert(
    fc.property(sizes, fc.boolean(), ([first, second, third, to], isAhead) => {
      // The checkpoint that is shown may lag behind the files that are there already.
      const [from, shownBefore, size] = isAhead ? [third, first, second] : [first, second, third]
      const { files } = growthOf(tree, (a, b) => Array.from({ length: b - a }, () => entry), {
        from,
        to,
        shown: { size, note: '' },
        shownBefore,
      })
      const paths = files.map(([tile]) => tilePath(tile))
      assert.equal(new Set(paths).size, paths.length, paths.join())
      for (const tile of newTiles(from, to)) assert.ok(paths.includes(tilePath(tile)))
      if (size !== shownBefore)
        for (const tile of edgeTiles(size)) assert.ok(paths.includes(tilePath(tile)) || size === to)
    }),
  ))
