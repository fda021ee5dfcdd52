import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import { refuse, refused, type Result } from '@maru/kernel/refusal.ts'
import { sha256 } from '../host.ts'
import { createVoters, signed } from '../solo/made-up.ts'
import type { Broadcasted } from './broadcast.ts'
import { bundleTransactionsMax, decodeBundle } from './bundle.ts'
import { createRelay } from './relay.ts'

const [voter] = createVoters(1)
const votes = (count: number): Transaction[] =>
  Array.from({ length: count }, (_, poll) => {
    const parsed = parseTransaction(signed(voter!, { input: { poll, choice: 0 } }), sha256)
    assert.ok(parsed.ok)
    return parsed.value
  })

/** A relay whose bundles arrive when the test says so, with the outcome that it says. */
const madeUp = (limits: object = {}) => {
  const sent: { readonly bundle: Uint8Array; readonly arrive: (result: Broadcasted) => void }[] = []
  const codes = new Map<string, string>()
  const relay = createRelay({
    broadcast: ([bundle]) =>
      new Promise((resolve) => void sent.push({ bundle: bundle!, arrive: (result) => resolve([result]) })),
    limits: { sendingMax: 1, resendMs: 1_000_000, undecidedMs: 1_000_000, ...limits },
  })
  const submit = (transaction: Transaction): void =>
    relay.add({
      transaction,
      answer: (result: Result<unknown>) =>
        void codes.set(transaction.id, result.ok ? 'recorded' : result.refusal.code),
    })
  const arrive = async (result: Broadcasted): Promise<void> => {
    sent.at(-1)!.arrive(result)
    await new Promise(setImmediate)
  }
  return { ...relay, sent, codes, submit, arrive, lastCount: () => decodeBundle(sent.at(-1)!.bundle)!.length }
}

const recorded = (id: string): Result<any> => ({ ok: true, value: { id } })

test('a lone transaction goes at once; what gathers meanwhile goes together, so many at most', async () => {
  const relay = madeUp()
  const [lone, ...crowd] = votes(bundleTransactionsMax + 10)
  relay.submit(lone!)
  assert.equal(relay.lastCount(), 1)
  for (const each of crowd) relay.submit(each)
  assert.equal(relay.sent.length, 1)
  await relay.arrive({ outcome: 'taken' })
  assert.equal(relay.lastCount(), bundleTransactionsMax)
  await relay.arrive({ outcome: 'taken' })
  assert.equal(relay.lastCount(), 9)
  for (const { id } of [lone!, ...crowd]) relay.decided(id, recorded(id))
  assert.equal([...relay.codes.values()].filter((code) => code === 'recorded').length, crowd.length + 1)
  relay.stop()
})

test('when a bundle is refused, each of its transactions hears its own answer', async () => {
  const relay = madeUp()
  const [first, good, late] = votes(3) as [Transaction, Transaction, Transaction]
  relay.submit(first)
  relay.submit(good)
  relay.submit(late)
  await relay.arrive({ outcome: 'taken' })
  assert.equal(relay.lastCount(), 2)
  await relay.arrive({ outcome: 'refused', refusal: refuse('T4-expired') })
  assert.equal(relay.lastCount(), 1)
  assert.deepEqual([...relay.codes], [])
  await relay.arrive({ outcome: 'taken' })
  await relay.arrive({ outcome: 'refused', refusal: refuse('T4-expired') })
  relay.decided(good.id, recorded(good.id))
  assert.deepEqual(
    [...relay.codes],
    [
      [late.id, 'T4-expired'],
      [good.id, 'recorded'],
    ],
  )
  relay.stop()
})

test('a bundle that may be lost is sent again in the same bytes, until the last of it is decided', async () => {
  const relay = madeUp({ resendMs: 1 })
  const [lone, first, second] = votes(3) as [Transaction, Transaction, Transaction]
  for (const each of [lone, first, second]) relay.submit(each)
  await relay.arrive({ outcome: 'taken' })
  relay.decided(lone.id, recorded(lone.id))
  const { bundle } = relay.sent[1]!
  await relay.arrive({ outcome: 'lost' })
  relay.decided(first.id, recorded(first.id))
  while (relay.sent.length < 3) await wait(20)
  assert.deepEqual(relay.sent[2]!.bundle, bundle)
  await relay.arrive({ outcome: 'refused', refusal: refuse('T6-replayed') })
  assert.equal(relay.codes.has(second.id), false, 'it may be out: a block decides')
  relay.decided(second.id, refused('M1-voted'))
  assert.equal(relay.codes.get(second.id), 'M1-voted')
  relay.stop()
})

test('what surely did not arrive is bundled anew with what came since, and in the end answered', async () => {
  const relay = madeUp({ undecidedMs: 2_000 })
  const [first, second] = votes(2) as [Transaction, Transaction]
  relay.submit(first)
  await relay.arrive({ outcome: 'unsent' })
  relay.submit(second)
  assert.equal(relay.lastCount(), 1)
  await relay.arrive({ outcome: 'unsent' })
  while (relay.sent.length < 3) await wait(20)
  assert.equal(relay.lastCount(), 2)
  await relay.arrive({ outcome: 'full' })
  assert.deepEqual([...relay.codes.values()], ['T12-busy', 'T12-busy'])
  relay.stop()
})

test('nobody waits for ever: what may be out is undecided, what is not is busy', async () => {
  const relay = madeUp({ undecidedMs: 1 })
  const [out, waiting, again] = votes(3) as [Transaction, Transaction, Transaction]
  relay.submit(out)
  await relay.arrive({ outcome: 'taken' })
  relay.submit(waiting)
  relay.submit(again)
  while (relay.codes.size < 3) await wait(20)
  assert.equal(relay.codes.get(out.id), 'T17-undecided')
  assert.equal(relay.codes.get(again.id), 'T12-busy')
  relay.stop()
})
