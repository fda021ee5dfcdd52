import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { CheckTxType } from 'cosmjs-types/tendermint/abci/types'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { playHistory } from '@maru/testing/made-up-history.ts'
import { sha256 } from '../host.ts'
import { copyFolder, createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { openSolo } from '../solo/open.ts'
import { encodeBundle } from './bundle.ts'
import { createConsensus, dial } from './made-up-consensus.ts'
import { openCometBft } from './open.ts'

const voters = createVoters(8)
const genesis = genesisFor(voters, Date.now() - 10_000)
const at = (second: number): number => genesis.time + second * 1_000
const vote = (voter: number, poll: number): Uint8Array =>
  signed(voters[voter]!, { input: { poll, choice: 0 } })
const strangersVote = (): Uint8Array => signed(createVoters(1)[0]!, { input: { poll: 1, choice: 0 } })
const never = { flushMs: 1_000_000 }
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9))

/** Beside the folder, so that a copy of it has no socket. */
const socketOf = (folder: string): string => `${folder}.sock`

const openMadeUp = (folder: string, limits: object = {}): Promise<Ledger> =>
  openCometBft({
    folder,
    rules,
    genesis,
    socketPath: socketOf(folder),
    rpcUrl: 'http://127.0.0.1:1',
    ...limits,
  })

const entriesOf = async (ledger: Ledger): Promise<string[]> => {
  const entries: string[] = []
  for (let index = 0; index < ledger.snapshot().size; index++)
    entries.push(Buffer.from((await ledger.entry(index))!).toString('hex'))
  return entries
}

/** The checkpoint as anyone reads it says what the validators have signed. */
const appHashOf = (ledger: Ledger): Uint8Array => {
  const note = parseNote(ledger.checkpoint())
  assert.ok(note.ok)
  return sha256(Buffer.from(note.value.text))
}

test(`a city's history is the same to the byte as under solo (SEED=${seed})`, () =>
  temporaryFolder(async (folder) => {
    const { city, blocks } = await playHistory(seed, 300)
    const socketPath = socketOf(folder)
    const ledger = await openCometBft({
      folder,
      rules: createRules(services, sha256),
      genesis: city.genesis,
      socketPath,
      rpcUrl: 'http://127.0.0.1:1',
      clock: city.now,
      flushMs: 40,
    })
    const consensus = await createConsensus(socketPath, city.genesis)
    for (const block of blocks) {
      assert.equal(await consensus.judge(block), true, 'a block with refused transactions is no wrong block')
      const proposed = await consensus.propose(block)
      const { txResults } = await consensus.finalize(block)
      const kept = block.transactions.filter((_, position) => !txResults[position]!.log.startsWith('T'))
      assert.deepEqual(proposed, kept, 'what the rules of a service refuse is proposed too')
      await consensus.decide(block)
    }
    assert.deepEqual(await entriesOf(ledger), await entriesOf(city.ledger))
    assert.deepEqual(ledger.snapshot().stateRoot, city.ledger.snapshot().stateRoot)
    assert.deepEqual(consensus.appHash(), appHashOf(city.ledger))
    assert.equal(consensus.height(), blocks.length)
    consensus.close()
    await ledger.close()
    await city.close()
  }))

test('after FinalizeBlock nothing is kept or shown, after Commit all of it, at any stop between', () =>
  temporaryFolder(async (folder) => {
    const [live, copies] = [join(folder, 'live'), join(folder, 'copies')]
    const ledger = await openMadeUp(live, never)
    const consensus = await createConsensus(socketOf(live), genesis)
    await consensus.decide({ time: at(0), transactions: [vote(0, 1), vote(1, 1)] })
    const before = ledger.snapshot()
    const block = { time: at(1), transactions: [vote(0, 1), vote(2, 1), vote(3, 1)] }
    const finalized = await consensus.finalize(block)
    assert.deepEqual(
      finalized.txResults.map(({ code, log }) => [code, log]),
      [
        [1, 'M1-voted'],
        [0, ''],
        [0, ''],
      ],
    )
    assert.deepEqual([ledger.snapshot().size, ledger.snapshot().stateRoot], [before.size, before.stateRoot])
    const [[key]] = [...before.view.range({ from: 'polls/votes/', to: 'polls/votes0', limit: 1 })] as [
      [string, Uint8Array],
    ]
    const proven = await ledger.proveState(key)
    assert.ok(proven.ok)
    assert.deepEqual(proven.value.stateRoot, before.stateRoot, 'proofs are of what is sealed')
    await copyFolder(live, join(copies, 'finalized'))
    await consensus.decide(block)
    assert.deepEqual(appHashOf(ledger), finalized.appHash)
    await consensus.decide({ time: at(2), transactions: [] })
    await copyFolder(live, join(copies, 'committed'))

    for (const [name, height] of [
      ['finalized', 1],
      ['committed', 2],
    ] as const) {
      const path = join(copies, name)
      const again = await openMadeUp(path, never)
      const replay = await createConsensus(socketOf(path), genesis)
      assert.equal(replay.height(), height, 'an empty block after the last recorded one is handed over again')
      if (height === 1) assert.deepEqual(await replay.decide(block), [1, 0, 0])
      await replay.decide({ time: at(2), transactions: [] })
      assert.deepEqual(await entriesOf(again), await entriesOf(ledger))
      assert.deepEqual(replay.appHash(), consensus.appHash())
      replay.close()
      await again.close()
    }
    consensus.close()
    await ledger.close()
  }))

test('a block handed over twice before its Commit, as after a new connection, counts once', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const first = await createConsensus(socketOf(folder), genesis)
    const block = { time: at(0), transactions: [vote(0, 1)] }
    const { appHash } = await first.finalize(block)
    first.close()
    const second = await createConsensus(socketOf(folder), genesis)
    assert.deepEqual(await second.decide(block), [0])
    assert.deepEqual(second.appHash(), appHash)
    second.close()
    await ledger.close()
    const again = await openMadeUp(folder)
    const third = await createConsensus(socketOf(folder), genesis)
    assert.equal(third.height(), 1)
    assert.equal(again.status().height, 1)
    third.close()
    await again.close()
  }))

test('empty blocks leave no entry, and a clean stop remembers them', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const consensus = await createConsensus(socketOf(folder), genesis)
    for (let second = 0; second < 5; second++) await consensus.decide({ time: at(second), transactions: [] })
    assert.equal(ledger.status().size, 2)
    consensus.close()
    await ledger.close()
    const again = await openMadeUp(folder)
    const replay = await createConsensus(socketOf(folder), genesis)
    assert.equal(replay.height(), 5)
    replay.close()
    await again.close()
  }))

test('a timer runs in the block of its time though nobody asks for anything', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const consensus = await createConsensus(socketOf(folder), genesis)
    const closeLater = signed(voters[0]!, { action: 'closeLater', input: { poll: 1 } })
    await consensus.decide({ time: at(0), transactions: [closeLater] })
    const events: unknown[] = []
    ledger.follow(({ timerEvents }) => void events.push(...timerEvents))
    await consensus.decide({ time: at(0) + 999, transactions: [] })
    assert.deepEqual(events, [])
    await consensus.decide({ time: at(0) + 1_000, transactions: [] })
    assert.deepEqual(events, [['polls', 'closed', { poll: 1 }]])
    consensus.close()
    await ledger.close()
  }))

test('a proposal with bytes that are no signed transaction of this city gets no vote, and leaves no entry if decided', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const consensus = await createConsensus(socketOf(folder), genesis)
    const forged = Uint8Array.from(vote(0, 1))
    forged[forged.length - 1]! ^= 1
    const foreign = signed(voters[0]!, { input: { poll: 1, choice: 0 }, chain: 'elsewhere' })
    const whole = vote(1, 1)
    for (const bad of [forged, foreign, Uint8Array.of(1, 2, 3)]) {
      const block = { time: at(0), transactions: [whole, bad] }
      assert.equal(await consensus.judge(block), false)
      assert.deepEqual(await consensus.propose(block), [whole])
    }
    assert.equal(await consensus.judge({ time: at(0), transactions: Array(2_001).fill(whole) }), false)
    assert.deepEqual(
      await consensus.decide({ time: at(0), transactions: [forged, foreign, whole] }),
      [1, 1, 0],
    )
    assert.equal(ledger.status().size, 2 + 2)
    consensus.close()
    await ledger.close()
  }))

test('the mempool takes what is whole, and after a block lets go of what needs no other to be refused', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const consensus = await createConsensus(socketOf(folder), genesis)
    const mempool = await dial(socketOf(folder))
    const check = async (tx: Uint8Array, type: CheckTxType): Promise<string> =>
      (await mempool.call({ checkTx: { tx: encodeBundle([tx]), type } })).checkTx!.log
    const late = signed(voters[0]!, { input: { poll: 9, choice: 0 }, validUntil: at(5) })
    const [first, second] = [vote(0, 1), strangersVote()]
    const checks = [first, second, late, Uint8Array.of(9)].map((tx) => check(tx, CheckTxType.NEW))
    assert.deepEqual(await Promise.all(checks), ['', '', 'T4-expired', 'T1-malformed'])
    await consensus.decide({ time: at(6), transactions: [first] })
    assert.deepEqual(await check(second, CheckTxType.RECHECK), 'T8-unknown-key')
    assert.deepEqual(await check(late, CheckTxType.RECHECK), 'T4-expired')
    assert.deepEqual(await check(first, CheckTxType.NEW), 'T6-replayed')
    mempool.close()
    consensus.close()
    await ledger.close()
  }))

test('after a block, the oldest hundred of the mempool are tried, and all that this validator left out', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const consensus = await createConsensus(socketOf(folder), genesis)
    const mempool = await dial(socketOf(folder))
    const checkAgain = async (txs: readonly Uint8Array[]): Promise<number> => {
      const calls = txs.map((tx) =>
        mempool.call({ checkTx: { tx: encodeBundle([tx]), type: CheckTxType.RECHECK } }),
      )
      return (await Promise.all(calls)).filter((answer) => answer.checkTx!.code !== 0).length
    }
    const first = vote(0, 1)
    await consensus.decide({ time: at(0), transactions: [first] })
    const refused = Array.from({ length: 150 }, strangersVote)
    assert.equal(await checkAgain(refused), 100)
    const block = { time: at(1), transactions: [...refused, vote(1, 1)] }
    assert.equal((await consensus.propose(block)).length, 1)
    await consensus.decide({ time: at(1), transactions: [] })
    assert.equal(await checkAgain(refused), 150)
    mempool.close()
    consensus.close()
    await ledger.close()
  }))

test('a bundle is proposed without what no block needs to refuse, and let go of when all of it is decided', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const consensus = await createConsensus(socketOf(folder), genesis)
    const mempool = await dial(socketOf(folder))
    const check = async (bundle: Uint8Array, type: CheckTxType): Promise<string> =>
      (await mempool.call({ checkTx: { tx: bundle, type } })).checkTx!.log
    const { NEW, RECHECK } = CheckTxType
    const [first, strange, third, late] = [vote(0, 1), strangersVote(), vote(1, 1), vote(2, 1)]
    const bundle = encodeBundle([first, strange, third])
    assert.equal(await check(bundle, NEW), '')
    const proposed = await consensus.proposeBundles({ time: at(0), bundles: [bundle] })
    assert.deepEqual(proposed, [encodeBundle([first, third])])
    await consensus.decide({ time: at(0), bundles: proposed })
    assert.equal(await check(bundle, RECHECK), 'T6-replayed', 'two are recorded, one is refused')
    assert.equal(await check(encodeBundle([first, late]), NEW), '', 'one can still be recorded')
    assert.equal(await check(encodeBundle([first, late]), RECHECK), '')
    assert.equal(await check(encodeBundle([first, third]), NEW), 'T6-replayed')
    mempool.close()
    consensus.close()
    await ledger.close()
  }))

test('a ledger that began under solo goes on under CometBFT', () =>
  temporaryFolder(async (folder) => {
    const solo = await openSolo({ folder, rules, genesis })
    assert.ok((await solo.submit(vote(0, 1))).ok)
    const { size } = solo.snapshot()
    const appHash = appHashOf(solo)
    await solo.close()
    const ledger = await openMadeUp(folder)
    const consensus = await createConsensus(socketOf(folder), genesis)
    assert.deepEqual(consensus.appHash(), appHash)
    const time = Date.now()
    assert.deepEqual(await consensus.decide({ time, transactions: [vote(0, 1), vote(1, 1)] }), [1, 0])
    assert.equal(ledger.snapshot().size, size + 2)
    consensus.close()
    await ledger.close()
    // Alone it would record what the others never agreed to.
    await assert.rejects(openSolo({ folder, rules, genesis }), { code: 'E5-other-engine' })
  }))

test('a genesis that is not the one of the ledger is refused', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const other = genesisFor(createVoters(1), genesis.time)
    await assert.rejects(createConsensus(socketOf(folder), other), /app_state/)
    assert.equal(ledger.status().state, 'stopped')
    await ledger.close()
  }))
