import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, createMemoryTree, hex, sha256 } from './fixtures.test.ts'
import vectors from './vectors/jmt-roots.json' with { type: 'json' }

test('has the roots of the jmt crate', () => {
  const { tree, write } = createMemoryTree()
  for (const { changes, root } of vectors.batches) {
    const batch = changes.map(
      ([key, value]) => [sha256(bytes(key!)), value === null ? undefined : sha256(bytes(value!))] as const,
    )
    assert.equal(hex(write(batch)), root)
    assert.equal(hex(tree.root()), root)
  }
})

test('says nothing changed when nothing changed', () => {
  const { tree, write } = createMemoryTree()
  const key = sha256(bytes('key'))
  write([[key, sha256(bytes('value'))]])
  assert.equal(
    tree.update([
      [key, sha256(bytes('value'))],
      [sha256(bytes('other')), undefined],
    ]).pages.size,
    0,
  )
})

test('takes the later of two changes to one key', () => {
  const { write } = createMemoryTree()
  const key = sha256(bytes('key'))
  const last = write([
    [key, sha256(bytes('a'))],
    [key.slice(), sha256(bytes('b'))],
  ])
  assert.deepEqual(last, createMemoryTree().write([[key, sha256(bytes('b'))]]))
})

test('keeps keys apart that share all but their last bit', () => {
  const { store, write } = createMemoryTree()
  const one = new Uint8Array(32)
  const two = one.slice()
  two[31] = 1
  write([
    [one, sha256(bytes('a'))],
    [two, sha256(bytes('b'))],
  ])
  assert.equal([...store.paths()].length, 64)
  write([[two, undefined]])
  assert.deepEqual([...store.paths()], ['/'])
})
