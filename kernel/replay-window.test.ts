// What leaves the replay window, and when.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { executeBlock, forgottenPerBlockMax } from './block.ts'
import { createRules } from './rules.ts'
import { createPageMemory } from './state-tree/page-memory.ts'
import { createStateTree } from './state-tree/tree.ts'
import { uint } from './state/key.ts'
import { createMemoryStore } from './state/memory-store.ts'
import { createOverlay } from './state/view.ts'
import { bindSystem, windowPrefix } from './system-tables.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())

const openWindow = (rows: readonly (readonly [validUntil: number, number: number])[]) => {
  const view = createMemoryStore()
  const overlay = createOverlay(view)
  const { window } = bindSystem(overlay)
  for (const [validUntil, number] of rows)
    window.put([validUntil, number.toString(16).padStart(32, '0').padEnd(64, '0')], 0)
  view.apply(overlay.changes)
  const tree = createStateTree({ hash, store: createPageMemory() })
  let time = 0
  let height = 0
  return {
    /** Runs an empty block and tells how many ids are left. */
    pass: (to: number): number => {
      const rules = createRules([], hash)
      const block = executeBlock({ rules, view, tree, height, time }, to, [], { keepRefused: false })
      view.apply(block.changes)
      ;({ height, time } = block)
      return [...view.range({ from: windowPrefix, to: `${windowPrefix}\u0100`, limit: 100_000 })].length
    },
  }
}

test('an id leaves in the first block of a second after its time, not before', () => {
  const { pass } = openWindow([
    [900, 1],
    [1_000, 2],
    [1_500, 3],
  ])
  assert.equal(pass(950), 3)
  assert.equal(pass(1_000), 2)
  assert.equal(pass(1_999), 2)
  assert.equal(pass(2_000), 0)
})

test('a block forgets no more than its bound; the rest follows', () => {
  const { pass } = openWindow(Array.from({ length: forgottenPerBlockMax + 5 }, (_, number) => [1, number]))
  assert.equal(pass(1_000), 5)
  assert.equal(pass(1_001), 5)
  assert.equal(pass(2_000), 0)
})

test('a whole number in a URL is one that the ledger can hold', () => {
  assert.equal(uint.parse('9007199254740991'), Number.MAX_SAFE_INTEGER)
  for (const text of ['9007199254740992', '01', '-1', '1.0', '', '99999999999999999'])
    assert.equal(uint.parse(text), undefined, text)
})
