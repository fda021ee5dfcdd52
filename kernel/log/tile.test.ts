import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeBundle, encodeBundle } from './bundle.ts'
import { edgeTiles, entriesPath, newTiles, parseTilePath, tilePath, tilesForSize } from './tile.ts'

test('writes paths as golang.org/x/mod/sumdb/tlog and c2sp.org/tlog-tiles do', () => {
  assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067')
  assert.equal(tilePath({ level: 3, index: 5, width: 1 }), 'tile/3/005.p/1')
  assert.equal(tilePath({ level: 1, index: 1_000, width: 255 }), 'tile/1/x001/000.p/255')
  assert.equal(tilePath({ level: 63, index: 0, width: 256 }), 'tile/63/000')
  assert.equal(entriesPath(123_456, 112), 'tile/entries/x123/456.p/112')
})

test('reads back each path it writes', () => {
  for (const level of [0, 9, 10, 63, 'entries' as const])
    for (const index of [0, 7, 999, 1_000, 1_234_067, 1_000_000_000, Number.MAX_SAFE_INTEGER])
      for (const width of [1, 99, 255, 256])
        assert.deepEqual(parseTilePath(tilePath({ level, index, width })), {
          ok: true,
          value: { level, index, width },
        })
})

test('refuses every other path', () => {
  const wrong = [
    '',
    '/tile/0/000',
    'tile/0',
    'tile/0/',
    'tile/00/000',
    'tile/64/000',
    'tile/8/0/000',
    'tile/-1/000',
    'tile/0/0',
    'tile/0/0000',
    'tile/0/x001',
    'tile/0/001/000',
    'tile/0/x000/001',
    'tile/0/x1/000',
    'tile/0/X001/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p',
    'tile/0/000.p/',
    'tile/0/000/',
    'tile/0/000\n',
    'tile/0/../000',
    'tile/entry/000',
    'tile/data/000',
    'tile/0/x009/x007/x199/x254/x740/992',
    'tile/0/x001/x001/x001/x001/x001/x001/000',
  ]
  for (const path of wrong) {
    const parsed = parseTilePath(path)
    assert.ok(!parsed.ok && parsed.code === 'tile-path-malformed', path)
  }
})

test('names the tiles that a log needs', () => {
  assert.deepEqual(tilesForSize(0), [])
  assert.deepEqual(tilesForSize(256).map(tilePath), ['tile/0/000', 'tile/1/000.p/1'])
  assert.deepEqual(tilesForSize(70_000).length, 274 + 2 + 1)
  // The width of a partial tile on level l is floor(size / 256^l) mod 256 (c2sp.org/tlog-tiles).
  assert.deepEqual(edgeTiles(70_000).map(tilePath), ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'])
  assert.deepEqual(newTiles(70_000, 70_001).map(tilePath), ['tile/0/273.p/113'])
  assert.deepEqual(newTiles(250, 520).map(tilePath), [
    'tile/0/000',
    'tile/0/001',
    'tile/0/002.p/8',
    'tile/1/000.p/2',
  ])
  assert.deepEqual(newTiles(255, 256).map(tilePath), ['tile/0/000', 'tile/1/000.p/1'])
  assert.deepEqual(newTiles(300, 300), [])
})

test('bundles hold entries of 0 to 65,535 bytes', () => {
  const entries = [new Uint8Array(0), Uint8Array.of(1, 2, 3), new Uint8Array(65_535).fill(7)]
  const bundle = encodeBundle(entries)
  assert.deepEqual(bundle.subarray(0, 7), Uint8Array.of(0, 0, 0, 3, 1, 2, 3))
  assert.deepEqual(decodeBundle(bundle, 3), { ok: true, value: entries })
  assert.throws(() => encodeBundle([new Uint8Array(65_536)]), RangeError)
  assert.throws(() => encodeBundle(Array.from({ length: 257 }, () => new Uint8Array(0))), RangeError)
})

test('a bundle that is cut or goes on is refused', () => {
  const bundle = encodeBundle([Uint8Array.of(1), Uint8Array.of(2, 3)])
  for (let length = 0; length < bundle.length; length++) {
    const decoded = decodeBundle(bundle.subarray(0, length), 2)
    assert.ok(!decoded.ok && decoded.code === 'bundle-cut-short')
  }
  const long = decodeBundle(bundle, 1)
  assert.ok(!long.ok && long.code === 'bundle-too-long')
})
