// What a proposer that lies can do with bundles, beside what solo makes of the same transactions in the same order.
import assert from 'node:assert/strict'
import { verify } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { createHost, type Host } from '../host.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { openSolo } from '../solo/open.ts'
import { bundleTransactionsMax, encodeBundle } from './bundle.ts'
import { createConsensus } from './made-up-consensus.ts'
import { openCometBft } from './open.ts'

const voters = createVoters(4)
const genesis = genesisFor(voters, Date.now() - 100_000)
const vote = (voter: number, poll: number): Uint8Array =>
  signed(voters[voter]!, { input: { poll, choice: 0 } })
const forged = (): Uint8Array => {
  const bytes = Uint8Array.from(vote(0, 0))
  bytes[bytes.length - 1]! ^= 1
  return bytes
}

const withNode = (
  run: (
    consensus: Awaited<ReturnType<typeof createConsensus>>,
    ledger: Ledger,
    folder: string,
  ) => Promise<void>,
): Promise<void> =>
  temporaryFolder(async (folder) => {
    const socketPath = `${folder}.sock`
    const ledger = await openCometBft({ folder, rules, genesis, socketPath, rpcUrl: 'http://127.0.0.1:1' })
    const consensus = await createConsensus(socketPath, genesis)
    await run(consensus, ledger, folder)
    consensus.close()
    await ledger.close()
  })

type Wish = { readonly voter: number; readonly poll: number; readonly copy: number } | 'nonsense' | 'forged'

/** Some are the same as others, some vote twice, some say nonsense, some are signed by nobody. */
const wishes: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ voter: fc.nat(3), poll: fc.nat(3), copy: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.constant('nonsense' as const) },
  { weight: 1, arbitrary: fc.constant('forged' as const) },
)
const blocks = fc.array(fc.array(fc.array(wishes, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), {
  minLength: 1,
  maxLength: 5,
})

test('however transactions are bundled and whatever is among them, the log is that of solo for the same order', async () => {
  await fc.assert(
    fc.asyncProperty(blocks, async (drawn) => {
      const known = new Map<string, Uint8Array>()
      const bytesOf = (wish: Wish): Uint8Array => {
        if (wish === 'nonsense') return Uint8Array.of(1, 2, 3)
        if (wish === 'forged') return forged()
        const key = JSON.stringify(wish)
        const bytes = known.get(key) ?? vote(wish.voter, wish.poll)
        known.set(key, bytes)
        return bytes
      }
      await withNode(async (consensus, ledger, folder) => {
        let time = genesis.time + 1_000
        const refusedBefore = new Set<Uint8Array>()
        const solo = await openSolo({
          folder: `${folder}/solo`,
          rules,
          genesis,
          clock: () => time,
          host: hostInOrder,
        })
        for (const block of drawn) {
          time += 1_000
          const lists = block.map((list) => list.map(bytesOf))
          const bundles = lists.map(encodeBundle)
          const isClean = block.flat().every((wish) => typeof wish === 'object')
          assert.equal(await consensus.judge({ time, bundles }), isClean)
          const proposed = await consensus.propose({ time, bundles })
          // Decided though no honest validator votes for it: the same everywhere, and nothing of it is lost.
          const { size } = ledger.snapshot()
          await consensus.decide({ time, bundles })
          const results = await Promise.all(lists.flat().map(solo.submit))
          const isForService = (at: number): boolean => {
            const result = results[at]!
            return result.ok || !result.refusal.code.startsWith('T')
          }
          const isFirst = (each: Uint8Array, at: number): boolean => lists.flat().indexOf(each) === at
          const due = lists
            .flat()
            .filter((each, at) => isForService(at) && isFirst(each, at) && !refusedBefore.has(each))
          assert.deepEqual(proposed, due, 'what a service takes or refuses is proposed, and that once')
          lists.flat().forEach((each, at) => void (results[at]!.ok || refusedBefore.add(each)))
          const recorded = results.filter(({ ok }) => ok).length
          assert.equal(ledger.snapshot().size - size, recorded && recorded + 1)
        }
        assert.deepEqual(await entriesOf(ledger), await entriesOf(solo))
        assert.deepEqual(ledger.snapshot().stateRoot, solo.snapshot().stateRoot)
        await solo.close()
      })
    }),
    { numRuns: 15 },
  )
})

const entriesOf = async (ledger: Ledger): Promise<string[]> => {
  const entries: string[] = []
  for (let index = 0; index < ledger.snapshot().size; index++)
    entries.push(Buffer.from((await ledger.entry(index))!).toString('hex'))
  return entries
}

/** Signatures are found good in the order in which they came. */
const hostInOrder: Host = {
  ...createHost(),
  verifySignature: async ({ message, publicKey, signature }) => {
    const key = { key: publicKey, format: 'raw-public', asymmetricKeyType: 'ed25519' }
    return verify(null, message, key as never, signature)
  },
}

test('a block gets no vote for a bundle that is none, is too large, or has a transaction that is not whole', () =>
  withNode(async (consensus) => {
    const time = genesis.time + 1_000
    const [first, second] = [vote(0, 1), vote(1, 1)]
    const judge = (...bundles: Uint8Array[]): Promise<boolean> => consensus.judge({ time, bundles })
    assert.equal(await judge(encodeBundle([first, second])), true)
    assert.equal(await judge(encodeBundle([first, forged()])), false)
    assert.equal(await judge(new Uint8Array(0)), false)
    assert.equal(await judge(Uint8Array.of(...encodeBundle([first]), 0)), false)
    assert.equal(await judge(encodeBundle(Array(bundleTransactionsMax + 1).fill(first))), false)
    assert.equal(await judge(...Array(2_000).fill(encodeBundle([first]))), true)
    assert.equal(
      await judge(...Array(1_000).fill(encodeBundle([first, first])), encodeBundle([first])),
      false,
    )
  }))

test('a proposal that was executed and not decided leaves nothing behind', () =>
  withNode(async (consensus, ledger) => {
    const time = genesis.time + 1_000
    const before = ledger.snapshot()
    await consensus.propose({ time, transactions: [vote(0, 1)] })
    assert.equal(await consensus.judge({ time, transactions: [vote(1, 1)] }), true)
    assert.equal(ledger.snapshot().size, before.size)
    assert.deepEqual(ledger.snapshot().stateRoot, before.stateRoot)
    const [other] = [vote(2, 1)]
    assert.deepEqual(await consensus.decide({ time: time + 1, transactions: [other, vote(2, 1)] }), [0, 1])
    assert.equal(ledger.snapshot().size, before.size + 2)
    assert.equal(await ledger.entry(before.size).then((entry) => Buffer.from(entry!).includes(other)), true)
  }))

test('a proposal that is decided is executed once, by who made it and by who judged it', (context) =>
  withNode(async (consensus) => {
    const { mock } = context.mock.method(rules.serviceByName.get('polls')!.actions['vote']!, 'apply')
    const time = genesis.time + 1_000
    const bundles = [encodeBundle([vote(0, 7), vote(0, 7), vote(1, 7)]), encodeBundle([vote(2, 7)])]
    const proposed = await consensus.proposeBundles({ time, bundles })
    assert.deepEqual(proposed, bundles)
    await consensus.judge({ time, bundles: proposed })
    assert.deepEqual(await consensus.decide({ time, bundles: proposed }), [1, 0])
    assert.equal(mock.callCount(), 3)
    const others = { time: time + 1, bundles: [encodeBundle([vote(3, 7), vote(0, 7)])] }
    await consensus.judge(others)
    assert.deepEqual(await consensus.decide(others), [1])
    assert.equal(mock.callCount(), 4)
  }))

test('Info tells of the last Commit, though a block was executed since', () =>
  withNode(async (consensus, _, folder) => {
    const time = genesis.time + 1_000
    const before = consensus.appHash()
    await consensus.finalize({ time, transactions: [vote(0, 1)] })
    const again = await createConsensus(`${folder}.sock`, genesis)
    assert.deepEqual(again.appHash(), before)
    again.close()
  }))
