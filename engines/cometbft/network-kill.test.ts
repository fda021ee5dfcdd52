// Four validators under supervision, with the real CometBFT: every process of each is killed while votes are cast.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { sha256 } from '../host.ts'
import { createVoters, genesisFor, rules, temporaryFolder } from '../solo/made-up.ts'
import { homeOf, rpcUrlOf, socketPathOf, writeHomes, type Validator } from './network/home.ts'
import { findInstalled } from './network/program.ts'
import { supervise } from './network/supervise.ts'
import { openCometBft } from './open.ts'

const installFolder = join(import.meta.dirname, '../../node_modules/.cache/go')
const program = findInstalled({ environment: process.env, installFolder })
const skip = program === undefined && 'needs CometBFT: maru node installs it, or name it in COMETBFT'

const votersPerNode = 5
const voters = createVoters(4 * votersPerNode)
const time = Date.now() - 1_000
const genesis = genesisFor(voters, time)
const keys = voters.map(({ privateKey }) => privateKey.export({ format: 'jwk' }))

/** One validator that votes, and the ids of what was acknowledged to it. */
const startNode = (validator: Validator, at: number) => {
  const { folder, rpcPort } = validator
  const acknowledged: string[] = []
  let application: ChildProcess
  const task = { folder, rpcPort, time, keys, first: at * votersPerNode, last: (at + 1) * votersPerNode }
  const startApplication = (): ChildProcess => {
    application = spawn(process.execPath, [join(import.meta.dirname, 'voting-child.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    application.stdin!.on('error', () => undefined)
    application.stdin!.write(`${JSON.stringify(task)}\n`)
    let rest = ''
    // The last line may be cut off: what is not read in full was not acknowledged.
    application.stdout!.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop()!
      acknowledged.push(...lines)
    })
    return application
  }
  const supervised = supervise({
    startApplication,
    startConsensus: () => spawn(program!, ['start', '--home', homeOf(folder)], { stdio: 'ignore' }),
    socketPath: socketPathOf(folder),
    log: () => undefined,
  })
  /** Resolves when more votes than now are acknowledged here. */
  const progress = async (): Promise<void> => {
    const count = acknowledged.length
    while (acknowledged.length <= count) await wait(50)
  }
  return {
    ...supervised,
    acknowledged,
    progress,
    stopVoting: () => void application.stdin!.end(),
  }
}

const entriesIn = async (validator: Validator): Promise<string[]> => {
  const { folder } = validator
  const ledger = await openCometBft({
    folder,
    rules,
    genesis,
    socketPath: socketPathOf(folder),
    rpcUrl: rpcUrlOf(validator),
  })
  const entries: string[] = []
  for (let index = 0; index < ledger.status().size; index++)
    entries.push(bytesToHex((await ledger.entry(index))!))
  await ledger.close()
  return entries
}

test(
  'no acknowledged vote is lost or doubled when each validator is killed in turn, then all at once',
  { skip, timeout: 180_000 },
  (context) =>
    temporaryFolder(async (folder) => {
      const validators = Array.from({ length: 4 }, (_, at) => ({
        name: `validator-${at + 1}`,
        folder: join(folder, `validator-${at + 1}`),
        host: '127.0.0.1',
        peerPort: 27_420 + 2 * at,
        rpcPort: 27_421 + 2 * at,
      }))
      writeHomes(validators, genesis, Date.now())
      const nodes = validators.map(startNode)
      try {
        await Promise.all(nodes.map(({ progress }) => progress()))
        for (const node of nodes) {
          for (const part of ['application', 'consensus'] as const) {
            const before = node.pids()[part]
            process.kill(before!, 'SIGKILL')
            // Three of four go on meanwhile, and the fourth comes back.
            const others = nodes.filter((other) => other !== node)
            await Promise.all(others.map(({ progress }) => progress()))
            while (node.pids()[part] === undefined || node.pids()[part] === before) await wait(50)
            await node.progress()
          }
        }
        // All at once, as when the power fails.
        for (const { pids } of nodes) {
          const { application, consensus } = pids()
          for (const id of [application, consensus]) if (id !== undefined) process.kill(id, 'SIGKILL')
        }
        await Promise.all(nodes.map(({ progress }) => progress()))
        for (const node of nodes) node.stopVoting()
        await wait(4_000)
      } finally {
        await Promise.all(nodes.map(({ stop }) => stop()))
      }
      const logs: string[][] = []
      for (const validator of validators) logs.push(await entriesIn(validator))
      for (const log of logs) assert.deepEqual(log, logs[0], 'all logs are the same')
      const recorded = logs[0]!.flatMap((hex) => {
        const entry = decodeEntry(Buffer.from(hex, 'hex'))
        return entry?.kind === 'transaction' ? [bytesToHex(sha256(entry.bytes))] : []
      })
      const there = new Set(recorded)
      assert.equal(there.size, recorded.length, 'none is doubled')
      const acknowledged = nodes.flatMap((node) => node.acknowledged)
      context.diagnostic(
        `${acknowledged.length} votes acknowledged over 16 kills, ${recorded.length} recorded`,
      )
      assert.deepEqual(
        acknowledged.filter((id) => !there.has(id)),
        [],
        'none is lost',
      )
    }),
)
