// With the real CometBFT: one validator, and four in one process, over their real sockets.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Ledger, Recorded } from '@maru/kernel/ledger.ts'
import type { Result } from '@maru/kernel/refusal.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { recordCalls } from './abci/call-recorder.ts'
import { fitsGrammar } from './abci/grammar.ts'
import { homeOf, rpcUrlOf, socketPathOf, writeHomes, type Validator } from './network/home.ts'
import { findInstalled } from './network/program.ts'
import { openCometBft } from './open.ts'

const installFolder = join(import.meta.dirname, '../../node_modules/.cache/go')
const program = findInstalled({ environment: process.env, installFolder })
const skip = program === undefined && 'needs CometBFT: maru node installs it, or name it in COMETBFT'

interface Node {
  readonly ledger: Ledger
  readonly consensus: ChildProcess
}

const validatorsIn = (folder: string, count: number, firstPort: number): Validator[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `validator-${at + 1}`,
    folder: join(folder, `validator-${at + 1}`),
    host: '127.0.0.1',
    peerPort: firstPort + 2 * at,
    rpcPort: firstPort + 2 * at + 1,
  }))

const startConsensus = ({ folder }: Validator): ChildProcess =>
  spawn(program!, ['start', '--home', homeOf(folder)], { stdio: ['ignore', 'ignore', 'inherit'] })

const withNetwork = (
  count: number,
  firstPort: number,
  run: (nodes: Node[], validators: Validator[]) => Promise<void>,
): Promise<void> =>
  temporaryFolder(async (folder) => {
    const validators = validatorsIn(folder, count, firstPort)
    writeHomes(validators, genesis, Date.now())
    const nodes: Node[] = []
    for (const validator of validators) {
      const socketPath = socketPathOf(validator.folder)
      const options = { folder: validator.folder, rules, genesis, socketPath, rpcUrl: rpcUrlOf(validator) }
      nodes.push({ ledger: await openCometBft(options), consensus: startConsensus(validator) })
    }
    try {
      await run(nodes, validators)
    } finally {
      for (const { consensus } of nodes) consensus.kill('SIGKILL')
      for (const { ledger } of nodes) await ledger.close()
    }
  })

const voters = createVoters(40)
const genesis = genesisFor(voters, Date.now() - 1_000)

test('one validator records, refuses and answers as solo does', { skip }, () =>
  withNetwork(1, 27_400, async ([node]) => {
    const { ledger } = node!
    const votes = voters.map((voter) => signed(voter, { input: { poll: 1, choice: 1 } }))
    const results = await Promise.all(votes.map((vote) => ledger.submit(vote)))
    assert.deepEqual(
      results.filter(({ ok }) => !ok),
      [],
    )
    const again = await ledger.submit(signed(voters[0]!, { input: { poll: 1, choice: 2 } }))
    assert.equal(!again.ok && again.refusal.code, 'M1-voted')
    const replayed = await ledger.submit(votes[0]!)
    assert.equal(!replayed.ok && replayed.refusal.code, 'T6-replayed')
    const twice = signed(voters[0]!, { input: { poll: 2, choice: 2 } })
    const both = await Promise.all([ledger.submit(twice), ledger.submit(twice)])
    assert.deepEqual(both.map((result) => (result.ok ? 'recorded' : result.refusal.code)).sort(), [
      'T6-replayed',
      'recorded',
    ])
  }),
)

test(
  'CometBFT killed while votes are cast: none is lost or doubled, and its calls fit its grammar',
  { skip },
  () =>
    temporaryFolder(async (folder) => {
      const [validator] = validatorsIn(folder, 1, 27_402) as [Validator]
      writeHomes([validator], genesis, Date.now())
      const applicationPath = join(folder, 'behind.sock')
      const recorder = await recordCalls(socketPathOf(validator.folder), applicationPath)
      const ledger = await openCometBft({
        folder: validator.folder,
        rules,
        genesis,
        socketPath: applicationPath,
        rpcUrl: rpcUrlOf(validator),
        resendMs: 1_000,
      })
      const results: Promise<Result<Recorded>>[] = []
      for (let round = 0; round < 4; round++) {
        const consensus = startConsensus(validator)
        for (let poll = 0; poll < 20; poll++) {
          for (const voter of voters.slice(0, 10))
            results.push(ledger.submit(signed(voter, { input: { poll: round * 100 + poll, choice: 0 } })))
          await wait(100)
        }
        if (round === 3) await Promise.all(results)
        consensus.kill('SIGKILL')
        await once(consensus, 'exit')
      }
      const recorded = (await Promise.all(results)).map((result) => {
        assert.ok(result.ok, !result.ok ? result.refusal.code : '')
        return result.value.index
      })
      assert.equal(new Set(recorded).size, 4 * 20 * 10)
      assert.equal(ledger.metrics().transactions, 4 * 20 * 10)
      assert.equal(fitsGrammar(recorder.starts), true, recorder.starts.join(' | '))
      await ledger.close()
      recorder.close()
    }),
)

test('a validator that has lost its ledger gets it again from the blocks of its CometBFT', { skip }, () =>
  temporaryFolder(async (folder) => {
    const [validator] = validatorsIn(folder, 1, 27_404) as [Validator]
    writeHomes([validator], genesis, Date.now())
    const open = () =>
      openCometBft({
        folder: validator.folder,
        rules,
        genesis,
        socketPath: socketPathOf(validator.folder),
        rpcUrl: rpcUrlOf(validator),
      })
    const ledger = await open()
    const consensus = startConsensus(validator)
    for (let poll = 0; poll < 3; poll++)
      for (const result of await Promise.all(
        voters.map((voter) => ledger.submit(signed(voter, { input: { poll, choice: 0 } }))),
      ))
        assert.ok(result.ok)
    consensus.kill('SIGKILL')
    await once(consensus, 'exit')
    const [log, checkpoint] = [await logOf(ledger), ledger.checkpoint()]
    await ledger.close()
    for (const part of ['journal', 'log', 'state'])
      await rm(join(validator.folder, part), { recursive: true })
    const again = await open()
    const replaying = startConsensus(validator)
    while (again.checkpoint() !== checkpoint) await wait(50)
    assert.equal(await logOf(again), log)
    replaying.kill('SIGKILL')
    await once(replaying, 'exit')
    await again.close()
  }),
)

test('four validators come to the same log, whichever is asked', { skip }, () =>
  withNetwork(4, 27_410, async (nodes) => {
    const results = await Promise.all(
      voters.map((voter, at) =>
        nodes[at % 4]!.ledger.submit(signed(voter, { input: { poll: 1, choice: at % 3 } })),
      ),
    )
    assert.deepEqual(
      results.filter(({ ok }) => !ok),
      [],
    )
    const size = Math.max(...nodes.map(({ ledger }) => ledger.status().size))
    while (nodes.some(({ ledger }) => ledger.status().size < size)) await wait(50)
    const roots = nodes.map(({ ledger }) => bytesToHex(ledger.snapshot().stateRoot))
    assert.equal(new Set(roots).size, 1)
    const logs = await Promise.all(nodes.map(({ ledger }) => logOf(ledger)))
    assert.equal(new Set(logs).size, 1)
  }),
)

const logOf = async (ledger: Ledger): Promise<string> => {
  const entries: string[] = []
  for (let index = 0; index < ledger.status().size; index++)
    entries.push(bytesToHex((await ledger.entry(index))!))
  return entries.join('\n')
}
