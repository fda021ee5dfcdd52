/** A city on validators of this machine: one in this process, which the votes are given to, the others as they run. */
import type { ChildProcess } from 'node:child_process'
import { cpSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { host } from '@maru/cli/host.ts'
import { writeNodeSettings } from '@maru/cli/node-settings.ts'
import { runNode } from '@maru/cli/node.ts'
import {
  homeOf,
  rpcUrlOf,
  socketPathOf,
  writeHomes,
  type Validator,
} from '@maru/engines/cometbft/network/home.ts'
import { openCometBft, type CometBftLedger } from '@maru/engines/cometbft/open.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { openBenchCity, submitAll, type BenchCity } from './bench-city.ts'
import { end, folderBytes, processorMsOf, startConsensus, validatorsIn } from './validators.ts'

export interface NetworkCity {
  /** Already signed, for a later round. */
  readonly votes: BenchCity['votes']
  readonly ledger: CometBftLedger
  /** Votes per second, from the first that is sent to the last that is answered. */
  readonly round: (votes: readonly Uint8Array[], clients: number) => Promise<number>
  /** Milliseconds of each vote at an even pace, whether or not those before are answered. */
  readonly paced: (votes: readonly Uint8Array[], perSecond: number) => Promise<number[]>
  readonly use: () => Promise<Use>
  readonly close: () => Promise<void>
}

/** Milliseconds of processor and bytes on the disk, of the validator in this process and of another one. */
export interface Use {
  readonly ownMs: number
  readonly consensusMs: number
  /** Without clients in it. */
  readonly otherOwnMs: number | undefined
  readonly ledgerBytes: number
  readonly consensusBytes: number
}

export const openNetworkCity = async (
  folder: string,
  validatorCount: number,
  genesis: Genesis,
  program: string,
): Promise<NetworkCity> => {
  const validators = validatorsIn(folder, validatorCount, 26_750)
  const [first, ...others] = validators as [Validator, ...Validator[]]
  const city = await openBenchCity(4_000, 20, first.folder)
  await city.ledger.close()
  for (const other of others) cpSync(first.folder, other.folder, { recursive: true })
  writeHomes(validators, genesis, Date.now())
  const nodes = others.map((other) => {
    const settings = { city: 'seoul', host: other.host, rpcPort: other.rpcPort, isDevelopment: true }
    writeNodeSettings(other.folder, settings)
    return runNode(other.folder, settings, program, () => undefined)
  })
  const ledger = await openCometBft({
    folder: first.folder,
    genesis,
    rules: createRules(services, host.hash),
    socketPath: socketPathOf(first.folder),
    rpcUrl: rpcUrlOf(first),
  })
  const consensus = startConsensus(program, first)
  return {
    votes: city.votes,
    ledger,
    round: async (votes, clients) => {
      const startedAt = performance.now()
      await submitAll(ledger, votes.length, (number) => votes[number]!, clients)
      return (1000 * votes.length) / (performance.now() - startedAt)
    },
    paced: (votes, perSecond) => submitPaced(ledger, votes, perSecond),
    use: async () => {
      await ledger.flush()
      return useOf(first.folder, consensus, nodes[0]?.pids().application)
    },
    close: async () => {
      await end(consensus)
      await ledger.close()
      await Promise.all(nodes.map((node) => node.stop()))
    },
  }
}

const useOf = (folder: string, consensus: ChildProcess, other: number | undefined): Use => {
  const { user, system } = process.cpuUsage()
  return {
    ownMs: (user + system) / 1000,
    consensusMs: processorMsOf(consensus.pid!),
    otherOwnMs: other === undefined ? undefined : processorMsOf(other),
    ledgerBytes: folderBytes(folder, ['cometbft']),
    consensusBytes: folderBytes(homeOf(folder)),
  }
}

const submitPaced = (
  ledger: CometBftLedger,
  votes: readonly Uint8Array[],
  perSecond: number,
): Promise<number[]> => {
  const startedAt = performance.now()
  return Promise.all(
    votes.map(async (vote, number) => {
      await wait(Math.max(0, startedAt + (1000 * number) / perSecond - performance.now()))
      const sentAt = performance.now()
      const result = await ledger.submit(vote)
      if (!result.ok) throw new Error(`refused: ${result.refusal.code}`)
      return performance.now() - sentAt
    }),
  )
}
