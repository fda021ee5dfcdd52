// What residents ask for, in any order and however it falls into blocks: the same requests give the same state, and
// nobody counts twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  createMemoryChain,
  madeUpAccount,
  madeUpNewKey,
  madeUpTransaction,
  startTime,
} from '@maru/testing/memory-chain.ts'
import { registrar } from '@maru/testing/city.ts'
import { tables } from '@maru/services/proposals/state.ts'
import type { Receipt } from './execute.ts'
import { bindReadTables } from './state/table.ts'
import type { Transaction } from './transaction.ts'

const names = ['ana', 'ben', 'cho', 'dan', 'eun', 'fay', 'gil', 'han'] as const
const proposals = [1, 2] as const
const settings = { seed: 2026, numRuns: 80 }

const request = fc.record({
  who: fc.constantFrom(...names),
  action: fc.constantFrom('support-proposal', 'support-proposal', 'withdraw-support'),
  proposal: fc.constantFrom(...proposals),
})
const requests = fc.array(request, { maxLength: 80, size: 'max' })
/** Sizes of blocks, taken in turn until all requests are in one. */
const split = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 })

const toTransactions = (list: readonly { who: string; action: string; proposal: number }[]): Transaction[] =>
  list.map(({ who, action, proposal }, salt) =>
    madeUpTransaction(madeUpAccount(who), 'proposals', action, { proposal }, salt),
  )

const intoBlocks = (transactions: readonly Transaction[], sizes: readonly number[]): Transaction[][] => {
  const blocks: Transaction[][] = []
  for (let from = 0; from < transactions.length;) {
    const size = sizes[blocks.length % sizes.length]!
    blocks.push(transactions.slice(from, from + size))
    from += size
  }
  return blocks
}

/** A city with its residents and proposals, in its first block. */
const createCity = () => {
  const chain = createMemoryChain()
  const enrolments = names.map((name, salt) => {
    const input = { ...madeUpNewKey(name), district: 'hill', birthYearBand: 1980 }
    return madeUpTransaction(registrar.keyId, 'residents', 'enrol-resident', input, salt)
  })
  const opening = { field: 'transport', district: null, content: new Uint8Array(32) }
  const openings = proposals.map((salt) =>
    madeUpTransaction(madeUpAccount('ana'), 'proposals', 'open-proposal', opening, salt),
  )
  const { outcomes } = chain.run(startTime, [...enrolments, ...openings])
  for (const { receipt } of outcomes) assert.ok('events' in receipt, JSON.stringify(receipt))
  return chain
}

const talliesOf = (chain: ReturnType<typeof createCity>): number[] =>
  (chain.query('proposals', 'tallies') as { tallies: { supports: number }[] }).tallies.map(
    ({ supports }) => supports,
  )

test('the same blocks give the same state roots and entries', () => {
  const property = fc.property(requests, split, (list, sizes) => {
    const [first, second] = [createCity(), createCity()]
    for (const [index, block] of intoBlocks(toTransactions(list), sizes).entries()) {
      const at = startTime + 1_000 * index
      assert.deepEqual(second.run(at, block).entries, first.run(at, block).entries)
      assert.equal(second.stateRoot(), first.stateRoot())
    }
  })
  fc.assert(property, settings)
})

test('how requests of one moment fall into blocks, or whether refusals are kept, does not change the state', () => {
  const property = fc.property(requests, split, split, (list, oneWay, anotherWay) => {
    const [first, second] = [createCity(), createCity()]
    for (const block of intoBlocks(toTransactions(list), oneWay)) first.run(startTime, block, true)
    for (const block of intoBlocks(toTransactions(list), anotherWay)) second.run(startTime, block, false)
    assert.equal(second.stateRoot(), first.stateRoot())
  })
  fc.assert(property, settings)
})

test('in any order and any blocks, a resident counts at most once and tallies are the supports that stand', () => {
  const property = fc.property(
    requests.chain((list) => fc.shuffledSubarray(list, { minLength: list.length })),
    split,
    (list, sizes) => {
      const chain = createCity()
      const standing = proposals.map(() => new Map<string, number>())
      const transactions = toTransactions(list)
      const receipts: Receipt[] = intoBlocks(transactions, sizes).flatMap((block, index) =>
        chain.run(startTime + 1_000 * index, block).outcomes.map(({ receipt }) => receipt),
      )
      for (const [index, { who, action, proposal }] of list.entries()) {
        if (!('events' in receipts[index]!)) continue
        const counts = standing[proposal - 1]!
        const count = (counts.get(who) ?? 0) + (action === 'support-proposal' ? 1 : -1)
        assert.ok(count === 0 || count === 1, `${who} stands ${count} times`)
        counts.set(who, count)
      }
      const rows = bindReadTables('proposals', tables, chain.view).supports.list({ limit: 1_000 })
      const expected = standing.map((counts) => [...counts.values()].filter((count) => count === 1).length)
      assert.deepEqual(talliesOf(chain), expected)
      assert.deepEqual(
        proposals.map((proposal) => rows.filter(([[of]]) => of === proposal).length),
        expected,
      )
      assert.deepEqual(
        rows.map(([[proposal, account]]) => `${proposal} ${account}`).sort(),
        standing
          .flatMap((counts, at) =>
            [...counts].filter(([, count]) => count === 1).map(([who]) => `${at + 1} ${madeUpAccount(who)}`),
          )
          .sort(),
      )
    },
  )
  fc.assert(property, settings)
})

test('supports alone end in the same tallies in every order', () => {
  const all = names.flatMap((who) =>
    proposals.map((proposal) => ({ who, action: 'support-proposal', proposal })),
  )
  const twice = [...all, ...all]
  const property = fc.property(
    fc.shuffledSubarray(twice, { minLength: twice.length }),
    split,
    (list, sizes) => {
      const chain = createCity()
      for (const block of intoBlocks(toTransactions(list), sizes)) chain.run(startTime, block)
      assert.deepEqual(talliesOf(chain), [names.length, names.length])
    },
  )
  fc.assert(property, { ...settings, numRuns: 30 })
})

test('T6: a transaction that comes again counts once, in its block or a later one', () => {
  const chain = createCity()
  const [support] = toTransactions([{ who: 'ben', action: 'support-proposal', proposal: 1 }]) as [Transaction]
  const taken = chain.run(startTime, [support, support]).outcomes.map(({ receipt }) => receipt)
  assert.ok('events' in taken[0]!)
  const [later] = chain.run(startTime + 200_000, [support]).outcomes
  for (const receipt of [taken[1], later!.receipt])
    assert.deepEqual(receipt, { refusal: { code: 'T6-replayed' } })
})
