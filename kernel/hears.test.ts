// Services that hear each other's events: in one transaction, in the city's order, never in a circle.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { z } from 'zod'
import { executeBlock, executeGenesis } from './block.ts'
import { decodeEntry, encodeTransactionEntry } from './entry.ts'
import { createRules, rulesOf } from './rules.ts'
import { serviceKit, type Service } from './service.ts'
import { createPageMemory } from './state-tree/page-memory.ts'
import { createStateTree } from './state-tree/tree.ts'
import { uint } from './state/key.ts'
import { createMemoryStore } from './state/memory-store.ts'
import { table } from './state/table.ts'
import { keyIdOf } from './transaction.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const publicKey = hash(new Uint8Array([1]))
const tables = { heard: table<{ readonly time: number }>()([uint]) }
const { action, timer, genesis } = serviceKit<typeof tables, { readonly [name: string]: never }, object>()

const part = (name: string, more: Partial<Service>): Service => ({
  name,
  tables,
  parameters: {},
  actions: {},
  queries: {},
  timers: {},
  answers: {},
  ...more,
})

const ring = action({
  input: z.strictObject({ bell: z.int().min(0) }),
  summary: 'Ring a bell, now and a second later.',
  example: { bell: 1 },
  check: () => undefined,
  apply: ({ emit, schedule, time }, { bell }) => {
    emit('rung', { bell })
    emit('silent', { bell })
    schedule(time + 1_000, 'again', { bell })
  },
})

const found = genesis({
  input: z.strictObject({}),
  apply: ({ accounts, keyId }) => accounts.create({ id: keyId(publicKey), algorithm: 'Ed25519', publicKey }),
})

const bells = part('bells', {
  actions: { ring },
  timers: { again: timer(({ emit }, data) => emit('rung', data)) },
  genesis: found,
})
/** Keeps what it heard, and says so; `town` hears that. */
const tower = part('tower', {
  hears: {
    'bells.rung': timer(({ tables: { heard }, time, emit }, { bell }) => {
      heard.put([Number(bell)], { time })
      emit('heard', { bell: bell! })
    }),
  },
})
const town = part('town', {
  hears: {
    'tower.heard': timer(({ emit }) => emit('woken', {})),
    'bells.rung': timer(({ emit }) => emit('listening', {})),
    'elsewhere.said': timer(({ emit }) => emit('never', {})),
  },
})

const run = (services: readonly Service[]) => {
  const rules = createRules(services, hash)
  const view = createMemoryStore()
  const pages = createPageMemory()
  const tree = createStateTree({ hash, store: pages })
  const start = executeGenesis(rules, tree, {
    chain: 'bell-town',
    name: { en: 'Bell Town' },
    languages: ['en'],
    time: 0,
    services: services.map(({ name }) => name),
    setup: { bells: {} },
    parameters: {},
  })
  view.apply(start.changes)
  pages.write(start.pages)
  const bytes = new Uint8Array([7])
  const check = { algorithm: 'Ed25519', publicKey, message: bytes, signature: bytes } as const
  const wish = { service: 'bells', action: 'ring', input: { bell: 3 }, keyId: keyIdOf(publicKey, hash) }
  const transaction = { ...wish, id: '07'.repeat(32), bytes, chain: 'bell-town', validUntil: 1_000, check }
  const first = executeBlock({ rules, view, tree, height: 0, time: 0 }, 1_000, [transaction], {
    keepRefused: false,
  })
  view.apply(first.changes)
  pages.write(first.pages)
  const second = executeBlock({ rules, view, tree, height: 1, time: 1_000 }, 2_000, [], {
    keepRefused: false,
  })
  return { receipt: first.outcomes[0]!.receipt, timerEvents: second.timerEvents, bytes }
}

test('who hears an event acts in the same transaction, after the action, in the order of events', () => {
  const { receipt, bytes } = run([bells, tower, town])
  const events = [
    ['rung', { bell: 3 }],
    ['silent', { bell: 3 }],
    ['tower.heard', { bell: 3 }],
    ['town.listening', {}],
    ['town.woken', {}],
  ]
  assert.deepEqual(receipt, { events })
  const entry = decodeEntry(encodeTransactionEntry(bytes, receipt))
  assert.deepEqual(entry?.kind === 'transaction' && entry.receipt, { events })
})

test("a timer's events are heard too", () => {
  assert.deepEqual(run([bells, tower]).timerEvents, [
    ['bells', 'rung', { bell: 3 }],
    ['tower', 'heard', { bell: 3 }],
  ])
})

test('a city without the service that would hear goes on without it', () => {
  assert.deepEqual(run([bells]).timerEvents, [['bells', 'rung', { bell: 3 }]])
})

test('nobody hears what stands behind it, or itself', () => {
  assert.throws(() => createRules([town, tower, bells], hash), /tower hears bells.rung, but bells/)
  const self = part('echo', { hears: { 'echo.said': timer(() => undefined) } })
  assert.throws(() => createRules([self], hash), /echo hears echo.said/)
})

test('a genesis picks its services and their order; an unknown one is named', () => {
  const known = createRules([bells, tower, town], hash)
  assert.deepEqual(
    rulesOf(known, ['bells', 'town']).services.map(({ name }) => name),
    ['bells', 'town'],
  )
  assert.throws(() => rulesOf(known, ['bells', 'harbour']), /harbour, whose rules are not known/)
})
