import assert from 'node:assert/strict'
import { hash as digest } from 'node:crypto'
import { test } from 'node:test'
import { bytesToHex } from '../codec/hex.ts'
import { emptyRoot, leafHash, rootOf } from './leaf.ts'
import { inclusionPath, tilesOf } from './path.ts'
import type { ReadTile } from './ports.ts'
import { edgeTiles, tilePath, tilesForSize } from './tile.ts'
import { createTree, type Tree } from './tree.ts'

const sha256 = (data: Uint8Array) => new Uint8Array(digest('sha256', data, 'buffer'))
const leaves = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => leafHash(sha256, Uint8Array.of((from + at) >> 8, from + at)))

// The test vectors of google/certificate-transparency, merkle_tree_test.cc.
const INPUTS = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('has the roots of the certificate-transparency vectors', () => {
  const hashes = INPUTS.map((input) => leafHash(sha256, Buffer.from(input, 'hex')))
  const tree = createTree(sha256)
  ROOTS.forEach((root, size) => {
    assert.equal(bytesToHex(rootOf(sha256, hashes.slice(0, size))), root)
    assert.equal(bytesToHex(tree.root()), root)
    tree.append(hashes.slice(size, size + 1))
  })
})

test('equals the reference at every size', () => {
  const hashes = leaves(0, 600)
  const tree = createTree(sha256)
  tree.append(hashes)
  const grown = createTree(sha256)
  for (let size = 0; size <= 600; size++) {
    const root = bytesToHex(rootOf(sha256, hashes.slice(0, size)))
    assert.equal(bytesToHex(tree.root(size)), root)
    assert.equal(bytesToHex(grown.root()), root)
    grown.append(hashes.slice(size, size + 1))
  }
})

test('hashes once for each leaf, and not at all again for the proofs of a block', () => {
  let count = 0
  const tree = createTree((data) => {
    count++
    return sha256(data)
  })
  tree.append(leaves(0, 60_000))
  tree.markStored(60_000)
  assert.ok(count < 60_000)
  count = 0
  tree.append(leaves(0, 1_000))
  assert.ok(count <= 1_020, `${count} hashes for 1,000 leaves`)
  count = 0
  for (let index = 60_000; index < 61_000; index++) tree.inclusionProof(index)
  assert.ok(count <= 60, `${count} hashes for 1,000 proofs`)
})

test('is restored from its tiles at any size, reading only the right edge', () => {
  const tree = createTree(sha256)
  tree.append(leaves(0, 66_000))
  for (const size of [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000]) {
    const files = store(tree, size)
    const reads: string[] = []
    const restored = createTree(sha256, { size, readTile: reader(files, reads) })
    assert.deepEqual(restored.root(), tree.root(size))
    assert.ok(reads.length <= 3)
    restored.append(leaves(size, Math.min(size + 700, 66_000)))
    assert.deepEqual(restored.root(), tree.root(restored.size))
  }
})

test('reads stored tiles back when it no longer keeps them', () => {
  const tree = createTree(sha256)
  tree.append(leaves(0, 3_000))
  const files = store(tree, 3_000)
  const lean = createTree(sha256, { readTile: reader(files, []), cachedTiles: 1 })
  lean.append(leaves(0, 3_000))
  lean.markStored(3_000)
  for (let index = 0; index < 3_000; index += 37)
    assert.deepEqual(lean.inclusionProof(index), tree.inclusionProof(index))
  assert.deepEqual(lean.consistencyProof(700), tree.consistencyProof(700))
  assert.deepEqual(
    lean.tileBytes({ level: 0, index: 2, width: 256 }),
    tree.tileBytes({ level: 0, index: 2, width: 256 }),
  )
})

test('a client makes a proof from the tiles named for its path', () => {
  const tree = createTree(sha256)
  tree.append(leaves(0, 66_000))
  const files = store(tree, 66_000)
  const needed = [...tilesOf(inclusionPath(40_000, 66_000), 66_000), ...edgeTiles(66_000)].map(tilePath)
  const fetched = new Map(needed.map((path) => [path, files.get(path)!]))
  const client = createTree(sha256, { size: 66_000, readTile: reader(fetched, []) })
  assert.deepEqual(client.inclusionProof(40_000), tree.inclusionProof(40_000))
})

test('takes leaves back', () => {
  const tree = createTree(sha256)
  tree.append(leaves(0, 70_000))
  tree.markStored(65_600)
  tree.root()
  for (const size of [69_999, 65_700, 65_600]) {
    tree.truncate(size)
    assert.equal(tree.size, size)
    tree.append(leaves(7, 800))
    const root = tree.root()
    tree.truncate(size)
    tree.append(leaves(9, 802))
    assert.notDeepEqual(tree.root(), root)
    assert.deepEqual(tree.root(), rootOf(sha256, [...leaves(0, size), ...leaves(9, 802)]))
    tree.truncate(size)
  }
  const small = createTree(sha256)
  small.append(leaves(0, 600))
  small.truncate(0)
  assert.deepEqual(small.root(), emptyRoot(sha256))
  small.append(leaves(0, 3))
  assert.deepEqual(small.root(), rootOf(sha256, leaves(0, 3)))
})

test('refuses sizes, indexes, tiles and hashes that are not there', () => {
  const tree = createTree(sha256)
  tree.append(leaves(0, 300))
  assert.throws(() => tree.root(301), RangeError)
  assert.throws(() => tree.root(1.5), RangeError)
  assert.throws(() => tree.inclusionProof(300), RangeError)
  assert.throws(() => tree.inclusionProof(5, 5), RangeError)
  assert.throws(() => tree.inclusionProof(-1), RangeError)
  assert.throws(() => tree.inclusionProof(0.5), RangeError)
  assert.throws(() => tree.consistencyProof(301), RangeError)
  assert.throws(() => tree.tileBytes({ level: 0, index: 1, width: 45 }), RangeError)
  assert.throws(() => tree.append([new Uint8Array(31)]), RangeError)
  assert.throws(() => createTree(sha256, { size: 3, readTile: () => new Uint8Array(64) }), /lost hashes/)
  assert.throws(() => createTree(sha256, { size: 3 }), /not stored/)
})

test('a batch with a wrong hash adds nothing', () => {
  const tree = createTree(sha256)
  assert.throws(() => tree.append([...leaves(0, 3), new Uint8Array(1)]), RangeError)
  tree.append(leaves(5, 7))
  assert.deepEqual(tree.root(), rootOf(sha256, leaves(5, 7)))
})

const store = (tree: Tree, size: number): Map<string, Uint8Array> =>
  new Map(tilesForSize(size).map((tile) => [tilePath(tile), tree.tileBytes(tile)]))

const reader =
  (files: Map<string, Uint8Array>, reads: string[]): ReadTile =>
  (level, index, width) => {
    const path = tilePath({ level, index, width })
    reads.push(path)
    return files.get(path) ?? assert.fail(`${path} is not stored`)
  }
