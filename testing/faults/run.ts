/** One run: a new network, votes, faults one after the other, and the judgement. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fitsGrammar } from '@maru/engines/cometbft/abci/grammar.ts'
import type { Bed } from './bed.ts'
import type { Fault, FaultContext, Step } from './fault.ts'
import { judgeHistory } from './judge.ts'
import { readLog } from './log-order.ts'
import { playStep, type Played } from './play.ts'
import { caughtUp, openTestNetwork, quiet, type TestNetwork } from './test-network.ts'
import { foundTown } from './town.ts'
import { startVoters } from './voters.ts'

export interface RunOptions {
  readonly bed: Bed
  readonly folder: string
  readonly seed: number
  readonly steps: readonly Step[]
  /** No step begins after so long. */
  readonly minutes: number
  /** With which each resident votes at once. */
  readonly devices: number
  readonly faults: readonly Fault[]
  readonly programFolder: string
  readonly environment: NodeJS.ProcessEnv
  readonly aheadProgram: string | undefined
  readonly firstPort: number
  readonly log: (line: string) => void
}

export interface RunReport {
  readonly bed: Bed['kind']
  readonly seed: number
  readonly played: readonly Played[]
  readonly recorded: number
  readonly refused: number
  readonly unknown: number
  readonly reads: number
  readonly size: number
  readonly problems: readonly string[]
}

export const run = async (options: RunOptions): Promise<RunReport> => {
  const { bed, folder, seed, steps, minutes, devices, faults, log } = options
  const endsAt = performance.now() + minutes * 60_000
  const mayFill = steps.some(({ fault }) => fault === 'full-disk')
  const network = await openTestNetwork({ ...options, ...(mayFill && { diskMb: 192 }) })
  const context: FaultContext = { ...options, network }
  const urls = network.nodes.map(({ url }) => url)
  const played: Played[] = []
  const problems: string[] = []
  try {
    for (const node of network.nodes) node.start()
    const town = await foundTown(urls[0]!, 6, 3)
    await caughtUp(network.nodes, 60_000)
    const voters = startVoters({ town, urls, seed, devices })
    log(`a town with ${town.residents.length} residents on four validators (${bed.kind})`)
    try {
      for (const step of steps) {
        if (performance.now() > endsAt) break
        const fault = faults.find(({ name }) => name === step.fault)!
        const whyNot = fault.whyNot?.(context)
        if (whyNot !== undefined) log(`${fault.name} is left out: ${whyNot}`)
        else played.push(await playStep(context, voters, fault, step))
      }
    } catch (error) {
      problems.push((error as Error).message)
    }
    await voters.stop()
    problems.push(...(await judgeRunning(network)))
    await Promise.all(network.nodes.map((node) => node.stop()))
    const { size, ...judged } = await judgeLogs(options, network, voters.history)
    problems.push(...judged.problems)
    const count = (outcome: string): number =>
      voters.history.acts.filter((act) => act.outcome === outcome).length
    return {
      bed: bed.kind,
      seed,
      played,
      recorded: count('recorded'),
      refused: count('refused'),
      unknown: count('unknown'),
      reads: voters.history.reads.length + voters.history.counts.length,
      size,
      problems,
    }
  } finally {
    await network.close()
    log(`data was in ${folder}`)
  }
}

/** All have agreed on the same block and the same checkpoint. */
const judgeRunning = async ({ nodes }: TestNetwork): Promise<string[]> => {
  try {
    await caughtUp(nodes, 60_000)
    await quiet(nodes, 90_000)
  } catch (error) {
    return [(error as Error).message]
  }
  const height = Math.min(...(await Promise.all(nodes.map((node) => node.height()))).map((at) => at ?? 0))
  const headers = await Promise.all(
    nodes.map(async ({ rpcUrl }) => {
      const { result } = (await (await fetch(`${rpcUrl}/commit?height=${height}`)).json()) as {
        result: { signed_header: { header: { app_hash: string }; commit: { block_id: { hash: string } } } }
      }
      const { header, commit } = result.signed_header
      return `block ${commit.block_id.hash} with app_hash ${header.app_hash}`
    }),
  )
  return new Set(headers).size === 1 ? [] : [`at height ${height} the validators have ${headers.join('; ')}`]
}

const judgeLogs = async (
  { programFolder }: RunOptions,
  { nodes }: TestNetwork,
  history: Parameters<typeof judgeHistory>[0],
): Promise<{ readonly size: number; readonly problems: string[] }> => {
  const problems: string[] = []
  const logs = await Promise.all(nodes.map(({ folder }) => readLog(folder)))
  if (new Set(logs.map(({ digest }) => digest)).size !== 1)
    problems.push(`the logs differ: they have ${logs.map(({ size }) => size).join(', ')} entries`)
  problems.push(...judgeHistory(history, logs[0]!))
  for (const { at, folder, recorder } of nodes) {
    if (!fitsGrammar(recorder.starts))
      problems.push(
        `the calls of validator ${at + 1} do not fit CometBFT's grammar: ${recorder.starts.join(' | ')}`,
      )
    const verify = [join(programFolder, 'cli/main.ts'), 'verify', folder, '--json']
    await promisify(execFile)(process.execPath, verify).catch((error: Error & { readonly stdout?: string }) =>
      problems.push(`maru verify on validator ${at + 1}: ${error.stdout ?? error.message}`),
    )
  }
  return { size: logs[0]!.size, problems }
}
