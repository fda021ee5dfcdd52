// With the real CometBFT: a node that joins by state sync, beside one that replays every block.
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { readJoining, writeJoining } from '../storage/joining.ts'
import { askNetwork } from './network/ask.ts'
import {
  homeOf,
  rpcUrlOf,
  socketPathOf,
  writeHomes,
  writeJoiningHome,
  type Validator,
} from './network/home.ts'
import { createValidatorKeys } from './network/keys.ts'
import { findInstalled } from './network/program.ts'
import { openCometBft, type CometBftLedger } from './open.ts'

const cache = join(import.meta.dirname, '../../node_modules/.cache/go')
const program = findInstalled({ environment: process.env, installFolder: cache })
const skip = program === undefined && 'needs CometBFT: maru node installs it, or name it in COMETBFT'

const voters = createVoters(50)
const genesis = genesisFor(voters, Date.now() - 1_000)

const nodeAt = (folder: string, name: string, port: number): Validator => ({
  name,
  folder: join(folder, name),
  host: '127.0.0.1',
  peerPort: port,
  rpcPort: port + 1,
})

const open = (node: Validator): Promise<CometBftLedger> =>
  openCometBft({
    folder: node.folder,
    rules,
    genesis,
    socketPath: socketPathOf(node.folder),
    rpcUrl: rpcUrlOf(node),
    snapshots: { intervalBlocks: 10, keptMax: 2, chunkBytes: 20_000 },
    onSnapshotFailed: (error) => assert.fail(error),
  })

const startConsensus = ({ folder }: Validator): ChildProcess =>
  spawn(program!, ['start', '--home', homeOf(folder)], { stdio: ['ignore', 'ignore', 'inherit'] })

const end = async (consensus: ChildProcess): Promise<void> => {
  consensus.kill('SIGKILL')
  if (consensus.exitCode === null && consensus.signalCode === null) await once(consensus, 'exit')
}

test(
  'a node joins a running network by state sync, has the same log and state, and goes on with the blocks',
  { skip, timeout: 120_000 },
  (context) =>
    temporaryFolder(async (folder) => {
      const first = nodeAt(folder, 'validator', 27_440)
      writeHomes([first], genesis, Date.now())
      const ledger = await open(first)
      const consensus = startConsensus(first)
      const running = [consensus]
      try {
        const voteAll = async (poll: number): Promise<void> => {
          const votes = voters.map((voter) => ledger.submit(signed(voter, { input: { poll, choice: 0 } })))
          for (const result of await Promise.all(votes)) assert.ok(result.ok)
        }
        for (let poll = 0; poll < 25; poll++) await voteAll(poll)
        const url = rpcUrlOf(first)
        await assert.rejects(
          askNetwork([url], { height: 1, hash: '0'.repeat(64) }),
          /do not join before you know who of them lies/,
        )
        await assert.rejects(askNetwork(['http://127.0.0.1:1']), /nothing answers at/)
        const network = await askNetwork([url])
        assert.equal(network.chain, 'made-up')
        const joining = { ...nodeAt(folder, 'new', 27_442), keys: createValidatorKeys() }
        mkdirSync(joining.folder)
        writeJoiningHome(joining, network, [url])
        await writeJoining(joining.folder, {})
        const startedAt = performance.now()
        const opening = open(joining)
        running.push(startConsensus(joining))
        const joined = await opening
        const restoredMs = performance.now() - startedAt
        const { height, size } = joined.status()
        assert.ok(height > 0 && size > 0)
        await voteAll(100)
        const isSame = (): boolean => joined.status().size === ledger.status().size
        while (!isSame()) await wait(20)
        context.diagnostic(`restored ${size} entries ${Math.round(restoredMs)} ms after the start`)
        const rootOf = (each: CometBftLedger): string => bytesToHex(each.snapshot().stateRoot)
        assert.equal(rootOf(joined), rootOf(ledger))
        assert.equal(readJoining(joining.folder), undefined)
        // It takes votes for the network as any other node does.
        const relayed = await joined.submit(signed(voters[0]!, { input: { poll: 200, choice: 1 } }))
        assert.ok(relayed.ok)
        // Stopped and started again it goes on from its own ledger.
        await end(running.pop()!)
        await joined.close()
        await voteAll(101)
        const again = await open(joining)
        running.push(startConsensus(joining))
        while (again.status().size !== ledger.status().size) await wait(20)
        assert.equal(rootOf(again), rootOf(ledger))
        await end(running.pop()!)
        await again.close()
        checkLog(joining.folder)
      } finally {
        for (const each of running) await end(each)
        await ledger.close()
      }
    }),
)

/** The reader of another team finds the log whole, where it is installed (see solo/fsck.test.ts). */
const checkLog = (folder: string): void => {
  const fsck = join(cache, 'v1.0.4', 'fsck')
  if (!existsSync(fsck)) return
  execFileSync(
    fsck,
    [
      `--storage_url=file://${join(folder, 'log')}/`,
      `--public_key=${join(folder, 'vkey')}`,
      '--origin=maru.made-up',
      '--N=4',
      '--ui=false',
    ],
    { stdio: 'pipe' },
  )
}
