// What counts from a height on: things fall due at it, the city is halted and goes on, a version of the rules begins.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { z } from 'zod'
import { executeBlock, executeGenesis, nextTimerAt, timersPerBlockMax, type Block } from './block.ts'
import { encode } from './codec/cbor.ts'
import { bytesToHex } from './codec/hex.ts'
import { OldRulesError } from './numbers.ts'
import { createRules } from './rules.ts'
import { serviceKit, type Service } from './service.ts'
import { createPageMemory } from './state-tree/page-memory.ts'
import { createStateTree } from './state-tree/tree.ts'
import { createMemoryStore } from './state/memory-store.ts'
import type { Shapes } from './state/table.ts'
import { keyIdOf, type Transaction } from './transaction.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const publicKey = hash(new Uint8Array([1]))
const { action, timer, genesis } = serviceKit<Shapes, { readonly [name: string]: never }, object>()
const none = { tables: {}, parameters: {}, actions: {}, queries: {}, timers: {}, answers: {} }

/** Stands for governance: it sets what it is asked to, from a height on. */
const rulers: Service = {
  ...none,
  name: 'rulers',
  worksWhileHalted: true,
  actions: {
    set: action({
      input: z.strictObject({ name: z.enum(['version', 'halted']), from: z.int(), value: z.int() }),
      summary: 'Set a number.',
      example: { name: 'version' as const, from: 1, value: 2 },
      check: () => undefined,
      apply: ({ system }, { name, from, value }) => system.setNumber(name, from, value),
    }),
    later: action({
      input: z.strictObject({ at: z.int(), times: z.int() }),
      summary: 'Have something fall due at a height.',
      example: { at: 2, times: 1 },
      check: () => undefined,
      apply: ({ scheduleAtHeight }, { at, times }) => {
        for (let each = 0; each < times; each++) scheduleAtHeight(at, 'due', { each })
      },
    }),
  },
  timers: { due: timer(({ emit, height }, { each }) => emit('fell-due', { each: each!, height })) },
  genesis: genesis({
    input: z.strictObject({}),
    apply: ({ accounts, keyId }) =>
      accounts.create({ id: keyId(publicKey), algorithm: 'Ed25519', publicKey }),
  }),
}

const crowd: Service = {
  ...none,
  name: 'crowd',
  actions: {
    speak: action({
      input: z.strictObject({}),
      summary: 'Say which version and height this is, now and a second later.',
      example: {},
      check: () => undefined,
      apply: ({ emit, version, height, schedule, time }) => {
        emit('spoke', { version, height })
        schedule(time + 1_000, 'echo', {})
      },
    }),
  },
  timers: { echo: timer(({ emit, time }) => emit('echoed', { time })) },
}

const createTown = (known = 1) => {
  const rules = createRules([rulers, crowd], hash, known)
  const view = createMemoryStore()
  const pages = createPageMemory()
  const tree = createStateTree({ hash, store: pages })
  const keep = (block: Block): Block => {
    view.apply(block.changes)
    pages.write(block.pages)
    return block
  }
  let { height, time } = keep(
    executeGenesis(rules, tree, {
      chain: 'old-town',
      name: { en: 'Old Town' },
      languages: ['en'],
      time: 0,
      services: ['rulers', 'crowd'],
      setup: { rulers: {} },
      parameters: {},
    }),
  )
  const run = (at: number, ...wishes: (readonly [service: string, action: string, input?: object])[]) => {
    const block = keep(
      executeBlock({ rules, view, tree, height, time }, at, wishes.map(toTransaction), { keepRefused: true }),
    )
    ;({ height, time } = block)
    return {
      outcomes: block.outcomes.map(({ receipt }) =>
        'refusal' in receipt ? receipt.refusal.code : receipt.events,
      ),
      timerEvents: block.timerEvents,
      nextAt: nextTimerAt(view, height + 1),
    }
  }
  return { run, height: () => height }
}

let made = 0
const toTransaction = ([service, name, input = {}]: readonly [string, string, object?]): Transaction => {
  const bytes = encode([service, name, input, ++made])
  const check = { algorithm: 'Ed25519', publicKey, message: bytes, signature: bytes } as const
  const keyId = keyIdOf(publicKey, hash)
  const id = bytesToHex(hash(bytes))
  return {
    id,
    bytes,
    chain: 'old-town',
    validUntil: 100_000,
    service,
    action: name,
    input: input as never,
    keyId,
    check,
  }
}

test('what falls due at a height runs in its block, for which nobody has to ask', () => {
  const { run } = createTown()
  assert.equal(run(1_000, ['rulers', 'later', { at: 3, times: 1 }]).nextAt, undefined)
  assert.equal(
    run(2_000, ['crowd', 'speak']).nextAt,
    0,
    'block 3 is wanted at once, before the echo at 3,000',
  )
  assert.deepEqual(run(2_500).timerEvents, [['rulers', 'fell-due', { each: 0, height: 3 }]])
  assert.throws(() => run(3_000, ['rulers', 'later', { at: 4, times: 1 }]), /height 4 is not to come/)
})

test('a block runs only so many of both kinds, and the rest in the next', () => {
  const { run } = createTown()
  run(1_000, ['rulers', 'later', { at: 2, times: timersPerBlockMax + 1 }], ['crowd', 'speak'])
  const first = run(2_000)
  assert.equal(first.timerEvents.length, timersPerBlockMax)
  assert.equal(first.nextAt, 0)
  const kinds = run(2_000).timerEvents.map(([, event]) => event)
  assert.deepEqual(kinds, ['fell-due', 'echoed'])
})

test('while the city is halted only rulers act, timers wait, and then all goes on', () => {
  const { run } = createTown()
  const halting = run(
    1_000,
    ['crowd', 'speak'],
    ['rulers', 'set', { name: 'halted', from: 2, value: 1 }],
    ['crowd', 'speak'],
  )
  assert.deepEqual(
    halting.outcomes.map((outcome) => typeof outcome),
    ['object', 'object', 'object'],
    'not for its own block',
  )
  assert.equal(halting.nextAt, undefined, 'no block is wanted for timers that wait')
  const halted = run(
    5_000,
    ['crowd', 'speak'],
    ['crowd', 'nonsense'],
    ['rulers', 'later', { at: 3, times: 1 }],
  )
  assert.deepEqual(halted.outcomes, ['T18-halted', 'T10-unknown-action', []])
  assert.deepEqual(halted.timerEvents, [])
  const due = run(6_000, ['rulers', 'set', { name: 'halted', from: 4, value: 0 }])
  assert.deepEqual(due.timerEvents, [['rulers', 'fell-due', { each: 0, height: 3 }]])
  assert.equal(due.nextAt, 2_000)
  const on = run(7_000, ['crowd', 'speak'])
  assert.equal(on.timerEvents.length, 2)
  assert.deepEqual(on.outcomes, [[['spoke', { version: 1, height: 4 }]]])
})

test('rules see the version of their height, and a program without it executes nothing of that block', () => {
  const wishes = [
    ['crowd', 'speak'],
    ['rulers', 'set', { name: 'version', from: 3, value: 2 }],
  ] as const
  const [old, current] = [createTown(1), createTown(2)]
  for (const { run } of [old, current]) {
    run(1, ...wishes)
    assert.deepEqual(run(2, ['crowd', 'speak']).outcomes, [[['spoke', { version: 1, height: 2 }]]])
  }
  assert.throws(
    () => old.run(3, ['crowd', 'speak']),
    (error) => error instanceof OldRulesError && /block 3 .* version 2/.test(error.message),
  )
  assert.equal(old.height(), 2)
  assert.deepEqual(current.run(3, ['crowd', 'speak']).outcomes, [[['spoke', { version: 2, height: 3 }]]])
})

test('a number is set for heights to come only', () => {
  const { run } = createTown()
  assert.throws(
    () => run(1, ['rulers', 'set', { name: 'halted', from: 1, value: 1 }]),
    /height 1 is not to come/,
  )
})
