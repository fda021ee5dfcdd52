// With the real CometBFT: a node restored from a backup of a running one gets from the network what came after.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { askNetwork } from '@maru/engines/cometbft/network/ask.ts'
import {
  homeOf,
  rpcUrlOf,
  socketPathOf,
  writeHomes,
  writeJoiningHome,
  type Validator,
} from '@maru/engines/cometbft/network/home.ts'
import { createValidatorKeys } from '@maru/engines/cometbft/network/keys.ts'
import { findInstalled } from '@maru/engines/cometbft/network/program.ts'
import { openCometBft, type CometBftLedger } from '@maru/engines/cometbft/open.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { writeJoining } from '@maru/engines/storage/joining.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { writeNodeSettings } from '../node-settings.ts'
import { backUp } from './backup.ts'
import { restoreBackup } from './restore.ts'

const installFolder = join(import.meta.dirname, '../../node_modules/.cache/go')
const program = findInstalled({ environment: process.env, installFolder })
const skip = program === undefined && 'needs CometBFT: maru node installs it, or name it in COMETBFT'

const voters = createVoters(40)
const genesis = genesisFor(voters, Date.now() - 1_000)

const open = ({ folder, ...node }: Validator): Promise<CometBftLedger> =>
  openCometBft({
    folder,
    rules,
    genesis,
    socketPath: socketPathOf(folder),
    rpcUrl: rpcUrlOf(node),
    snapshots: { intervalBlocks: 8 },
  })

const startConsensus = ({ folder }: Validator): ChildProcess =>
  spawn(program!, ['start', '--home', homeOf(folder)], { stdio: ['ignore', 'ignore', 'inherit'] })

const end = async (consensus: ChildProcess): Promise<void> => {
  consensus.kill('SIGKILL')
  if (consensus.exitCode === null && consensus.signalCode === null) await once(consensus, 'exit')
}

const nodeAt = (folder: string, name: string, port: number): Validator => ({
  name,
  folder: join(folder, name),
  host: '127.0.0.1',
  peerPort: port,
  rpcPort: port + 1,
})

test(
  'a node restored from a backup that was made while it ran goes on with the network, under its own name',
  { skip, timeout: 180_000 },
  () =>
    temporaryFolder(async (folder) => {
      const first = nodeAt(folder, 'first', 27_450)
      writeHomes([first], genesis, Date.now())
      const ledger = await open(first)
      const running = [startConsensus(first)]
      const voteAll = async (poll: number): Promise<void> => {
        const votes = voters.map((voter) => ledger.submit(signed(voter, { input: { poll, choice: 0 } })))
        for (const result of await Promise.all(votes)) assert.ok(result.ok)
      }
      const caughtUp = async (node: CometBftLedger): Promise<void> => {
        while (node.status().size !== ledger.status().size) await wait(20)
      }
      try {
        for (let poll = 0; poll < 20; poll++) await voteAll(poll)
        const rpcUrls = [rpcUrlOf(first)]
        const second = { ...nodeAt(folder, 'second', 27_452), keys: createValidatorKeys() }
        mkdirSync(second.folder)
        writeJoiningHome(second, await askNetwork(rpcUrls), rpcUrls)
        writeNodeSettings(second.folder, {
          city: 'dev',
          host: '127.0.0.1',
          rpcPort: 27_453,
          isDevelopment: true,
        })
        await writeJoining(second.folder, {})
        const opening = open(second)
        running.push(startConsensus(second))
        const lost = await opening
        await voteAll(100)
        await caughtUp(lost)
        await lost.flush()
        const to = join(folder, 'backup')
        const backup = await backUp({ data: second.folder, to, onProgress: () => undefined })
        await end(running.pop()!)
        await lost.close()
        rmSync(second.folder, { recursive: true })

        for (let poll = 200; poll < 220; poll++) await voteAll(poll)
        const without = restoreBackup({ from: to, data: join(folder, 'x'), rpcUrls: [], signer: undefined })
        await assert.rejects(without, /name running nodes with --join/)
        const restored = { ...second, folder: join(folder, 'restored') }
        await restoreBackup({ from: to, data: restored.folder, rpcUrls, signer: undefined })
        const reopening = open(restored)
        running.push(startConsensus(restored))
        const again = await reopening
        assert.ok(again.status().size > backup.size)
        assert.equal(again.vkey, lost.vkey)
        await voteAll(300)
        await caughtUp(again)
        assert.equal(bytesToHex(again.snapshot().stateRoot), bytesToHex(ledger.snapshot().stateRoot))
        await end(running.pop()!)
        await again.close()
      } finally {
        for (const each of running) await end(each)
        await ledger.close()
      }
    }),
)
