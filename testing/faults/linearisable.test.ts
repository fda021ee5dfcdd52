import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isLinearisable, type Model, type Operation } from './linearisable.ts'

type Input = { readonly write: number } | 'read'

/** A register with a number in it, as in the examples of porcupine and Knossos. */
const register: Model<number, Input, number> = {
  initial: 0,
  step: (state, input, output) =>
    input === 'read' ? (output === undefined || output === state ? state : undefined) : input.write,
  nameOf: String,
}

const write = (value: number, from: number, to: number): Operation<Input, number> => ({
  input: { write: value },
  output: value,
  from,
  to,
})
const read = (value: number, from: number, to: number): Operation<Input, number> => ({
  input: 'read',
  output: value,
  from,
  to,
})

test('reads beside a long write may see it or not, as in the first example of porcupine', () => {
  const history = [write(100, 0, 100), read(100, 25, 75), read(0, 30, 60)]
  assert.equal(isLinearisable(register, history), true)
})

test('a read that saw nothing after another saw the write is wrong, as in its second example', () => {
  const history = [write(200, 0, 100), read(200, 10, 30), read(0, 40, 90)]
  assert.equal(isLinearisable(register, history), false)
})

test('the queue of Herlihy and Wing: what went in first comes out first, unless both went in at once', () => {
  type Call = { readonly put: string } | 'take'
  const queue: Model<readonly string[], Call, string> = {
    initial: [],
    step: (state, input, output) =>
      input !== 'take' ? [...state, input.put] : state[0] === output ? state.slice(1) : undefined,
    nameOf: (state) => state.join(','),
  }
  const put = (what: string, from: number, to: number) => ({ input: { put: what }, output: what, from, to })
  const take = (what: string, from: number, to: number) => ({
    input: 'take' as const,
    output: what,
    from,
    to,
  })
  // Figure 1 of their paper: histories (a) and (c) are right, (b) and (d) are not.
  const a = [put('x', 0, 3), put('y', 1, 2), take('x', 4, 6), take('y', 5, 7), put('z', 8, 9)]
  const b = [put('x', 0, 1), put('y', 2, 4), take('y', 3, 5)]
  const c = [put('x', 0, 4), take('x', 1, 3)]
  const d = [put('x', 0, 2), put('y', 1, 3), take('y', 4, 6), take('y', 5, 7)]
  assert.deepEqual(
    [a, b, c, d].map((history) => isLinearisable(queue, history)),
    [true, false, true, false],
  )
})

test('a write without an answer may have happened late, or never, and only once', () => {
  const lost = { ...write(1, 0, 5), output: undefined }
  assert.equal(isLinearisable(register, [lost, read(0, 10, 11), read(1, 20, 21)]), true)
  assert.equal(isLinearisable(register, [lost, read(0, 10, 11)]), true)
  assert.equal(isLinearisable(register, [lost, read(1, 10, 11), write(2, 12, 13), read(1, 14, 15)]), false)
  assert.equal(isLinearisable(register, [read(1, 0, 1), { ...lost, from: 2 }]), false)
})

test('what is stale is found in a long history, and a history that is too wild is not judged', () => {
  const long = Array.from({ length: 2_000 }, (_, at) => [
    write(at, 10 * at, 10 * at + 15),
    read(at, 10 * at + 16, 10 * at + 19),
  ]).flat()
  const tame = long.filter((_, at) => at % 4 < 2)
  assert.equal(isLinearisable(register, tame), true)
  assert.equal(isLinearisable(register, [...tame, read(0, 30_000, 30_001)]), false)
  const wild = Array.from({ length: 24 }, (_, at) => write(at, 0, 100))
  assert.throws(() => isLinearisable(register, [...wild, read(99, 50, 60)], 10_000), /too wild/)
})

test('whatever really happened one after the other is found to be so', () => {
  const calls = fc.array(
    fc.record({
      value: fc.integer({ min: 0, max: 3 }),
      isRead: fc.boolean(),
      before: fc.nat(8),
      after: fc.nat(8),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(calls, (made) => {
      let state = 0
      const history = made.map(({ value, isRead, before, after }, at) => {
        if (!isRead) state = value
        return (isRead ? read : write)(state, 4 * at - before, 4 * at + after)
      })
      return isLinearisable(register, history)
    }),
  )
})

test('it agrees with trying every order, on small histories', () => {
  const operation = fc
    .record({
      value: fc.integer({ min: 0, max: 2 }),
      isRead: fc.boolean(),
      from: fc.nat(10),
      long: fc.nat(6),
    })
    .map(({ value, isRead, from, long }) => (isRead ? read : write)(value, from, from + long))
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 5 }), (history) => {
      assert.equal(isLinearisable(register, history), tryAll(history))
    }),
    { numRuns: 2_000 },
  )
})

const tryAll = (history: readonly Operation<Input, number>[], state = 0): boolean =>
  history.length === 0 ||
  history.some((first, at) => {
    const others = history.filter((_, other) => other !== at)
    if (others.some(({ to }) => to < first.from)) return false
    const next = register.step(state, first.input, first.output)
    return next !== undefined && tryAll(others, next)
  })
