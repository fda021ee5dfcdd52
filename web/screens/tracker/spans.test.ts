import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spansOf } from './spans.ts'

test('blocks fall into their spans, with their acts and the time after the block before', () => {
  const blocks = [
    { time: 0, count: 9 },
    { time: 100, count: 1 },
    { time: 120, count: 2 },
    { time: 199, count: 3 },
    { time: 300, count: 4 },
  ]
  assert.deepEqual(spansOf(blocks, { end: 300, lengthMs: 200, count: 4 }), [
    { from: 100, blocks: 2, acts: 3, betweenMs: 60 },
    { from: 150, blocks: 1, acts: 3, betweenMs: 79 },
    { from: 200, blocks: 0, acts: 0 },
    { from: 250, blocks: 1, acts: 4, betweenMs: 101 },
  ])
})

test('the first block of all follows no other', () => {
  assert.deepEqual(spansOf([{ time: 50, count: 1 }], { end: 50, lengthMs: 100, count: 1 }), [
    { from: -50, blocks: 1, acts: 1 },
  ])
})
