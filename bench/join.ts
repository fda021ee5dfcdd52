/**
 * How long a new node takes to join a running network: by a snapshot, and by executing every block since the first.
 * Both fetch from one validator on this machine, and both are processes as `maru node` runs them.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { host } from '@maru/cli/host.ts'
import { prepareJoining } from '@maru/cli/joining/join.ts'
import { readNodeSettings, type NodeSettings } from '@maru/cli/node-settings.ts'
import { findProgram, runNode } from '@maru/cli/node.ts'
import { createTerminal } from '@maru/cli/terminal.ts'
import { homeOf, rpcUrlOf, socketPathOf, writeHomes } from '@maru/engines/cometbft/network/home.ts'
import { openCometBft } from '@maru/engines/cometbft/open.ts'
import { endJoining } from '@maru/engines/storage/joining.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { fillBenchCity, submitAll } from './bench-city.ts'
import { row, type Row } from './row.ts'

const residentCount = 4_000
const voteCount = 50_000
const clients = 2_000
const snapshots = { intervalBlocks: 20, keptMax: 2 }

export const joining = async (): Promise<Row[]> => {
  const program = findProgram(createTerminal(true, process.env))
  const folder = mkdtempSync(join(tmpdir(), 'maru-join-'))
  const validator = {
    name: 'validator',
    folder: join(folder, 'validator'),
    host: '127.0.0.1',
    peerPort: 26_790,
    rpcPort: 26_791,
  }
  const genesis = cityToGenesis(seoul)
  writeHomes([validator], genesis, Date.now())
  const ledger = await openCometBft({
    folder: validator.folder,
    genesis,
    rules: createRules(services, host.hash),
    socketPath: socketPathOf(validator.folder),
    rpcUrl: rpcUrlOf(validator),
    snapshots,
  })
  const consensus = spawn(program, ['start', '--home', homeOf(validator.folder)], { stdio: 'ignore' })
  try {
    const { votes } = await fillBenchCity(ledger, residentCount, 20)
    const cast = votes(voteCount)
    await submitAll(ledger, cast.length, (number) => cast[number]!, clients)
    await reachSnapshot(ledger, rpcUrlOf(validator), votes)
    const replayedMs = await measure(join(folder, 'replaying'), 26_794, rpcUrlOf(validator), program, true)
    const restoredMs = await measure(join(folder, 'joining'), 26_792, rpcUrlOf(validator), program, false)
    const what = `a new node with ${voteCount.toLocaleString('en')} votes`
    return [
      row(`${what}, by a snapshot`, restoredMs / 1_000, 's', replayedMs / 1_000),
      row(`${what}, by every block`, replayedMs / 1_000, 's'),
    ]
  } finally {
    const ended = new Promise((resolve) => consensus.once('exit', resolve))
    consensus.kill()
    await ended
    await ledger.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One vote at a time, each with a block, until all votes before are in a snapshot. */
const reachSnapshot = async (
  ledger: Ledger,
  url: string,
  votes: (count: number) => Uint8Array[],
): Promise<void> => {
  const wanted = (await heightAt(url)) + snapshots.intervalBlocks
  while ((await heightAt(url)) < wanted + 3) {
    const [vote] = votes(1)
    const result = await ledger.submit(vote!)
    if (!result.ok) throw new Error(`refused: ${result.refusal.code}`)
  }
  await wait(3_000)
}

const measure = async (
  folder: string,
  firstPort: number,
  from: string,
  program: string,
  isReplaying: boolean,
): Promise<number> => {
  const terminal = { ...createTerminal(true, process.env), answer: () => undefined }
  const options = { folder, from: [from], trusted: undefined, name: 'new', host: '127.0.0.1', firstPort }
  await prepareJoining(options, terminal)
  if (isReplaying) {
    const path = join(homeOf(folder), 'config', 'config.toml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('enable = true', 'enable = false'))
    endJoining(folder)
  }
  const target = await heightAt(from)
  const startedAt = performance.now()
  const node = runNode(folder, readNodeSettings(folder) as NodeSettings, program, () => undefined)
  const own = `http://127.0.0.1:${firstPort + 1}`
  try {
    while ((await heightAt(own)) < target) await wait(50)
    return performance.now() - startedAt
  } finally {
    await node.stop()
  }
}

/** The last block of CometBFT that the node's ledger has; 0 while it does not say. */
const heightAt = async (url: string): Promise<number> => {
  try {
    const response = await fetch(`${url}/abci_info`, { signal: AbortSignal.timeout(2_000) })
    const { result } = (await response.json()) as { result: { response: { last_block_height?: string } } }
    return Number(result.response.last_block_height ?? 0)
  } catch {
    return 0
  }
}
