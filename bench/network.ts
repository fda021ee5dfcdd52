/**
 * What agreement costs: durable votes per second on 1 and 4 validators, all on this machine, beside CometBFT's own
 * kvstore application under the same configuration and as many bytes, in one run.
 */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { host } from '@maru/cli/host.ts'
import { writeNodeSettings } from '@maru/cli/node-settings.ts'
import { findProgram, runNode } from '@maru/cli/node.ts'
import { createTerminal } from '@maru/cli/terminal.ts'
import { createBroadcast } from '@maru/engines/cometbft/broadcast.ts'
import {
  homeOf,
  rpcUrlOf,
  socketPathOf,
  writeHomes,
  type Validator,
} from '@maru/engines/cometbft/network/home.ts'
import { openCometBft } from '@maru/engines/cometbft/open.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { openBenchCity, submitAll } from './bench-city.ts'
import { quantile, row, type Row } from './row.ts'

const genesis = cityToGenesis(seoul)
const voteCount = 12_000
const warmCount = 1_000
/** Who waits for a receipt at a time: more than a block holds would only wait. */
const clients = 8_000

export const network = async (): Promise<Row[]> => {
  const program = findProgram(createTerminal(false, process.env))
  const rows: Row[] = []
  for (const validatorCount of [1, 4]) {
    const reference = await inFolder((folder) => measureKvstore(folder, validatorCount, program))
    rows.push(...(await inFolder((folder) => measureVotes(folder, validatorCount, program, reference))))
    rows.push(row(`CometBFT's kvstore, ${validatorCount} validators`, reference, '/s'))
  }
  return rows
}

const measureVotes = async (
  folder: string,
  validatorCount: number,
  program: string,
  reference: number,
): Promise<Row[]> => {
  const validators = validatorsIn(folder, validatorCount)
  const [first, ...others] = validators as [Validator, ...Validator[]]
  const city = await openBenchCity(4_000, 20, first.folder)
  const [warm, counted, paced] = [warmCount, voteCount, voteCount / 2].map(city.votes) as [
    Uint8Array[],
    Uint8Array[],
    Uint8Array[],
  ]
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
  try {
    await submitAll(ledger, warm.length, (number) => warm[number]!, clients)
    const before = [process.cpuUsage(), cpuMsOf(consensus)] as const
    const startedAt = performance.now()
    await submitAll(ledger, counted.length, (number) => counted[number]!, clients)
    const perSecond = (1000 * voteCount) / (performance.now() - startedAt)
    const { user, system } = process.cpuUsage(before[0])
    const latencies = await submitPaced(ledger, paced, perSecond / 2)
    const name = `${validatorCount} validators`
    return [
      row(`durable votes, ${name}`, perSecond, '/s', reference),
      row(`latency p50 at half of it, ${name}`, quantile(latencies, 0.5), 'ms'),
      row(`latency p99 at half of it, ${name}`, quantile(latencies, 0.99), 'ms'),
      row(`processor per vote, our process, ${name}`, (user + system) / voteCount, 'µs'),
      row(
        `processor per vote, its CometBFT, ${name}`,
        (1000 * (cpuMsOf(consensus) - before[1])) / voteCount,
        'µs',
      ),
    ]
  } finally {
    await end(consensus)
    await ledger.close()
    await Promise.all(nodes.map((node) => node.stop()))
  }
}

const measureKvstore = async (folder: string, validatorCount: number, program: string): Promise<number> => {
  const validators = validatorsIn(folder, validatorCount)
  writeHomes(validators, genesis, Date.now())
  const nodes = validators.map((validator) => startConsensus(program, validator, ['--proxy_app', 'kvstore']))
  const url = rpcUrlOf(validators[0]!)
  const broadcast = createBroadcast(url, 30_000)
  try {
    while ((await broadcast([keyAndValue()]))[0]!.outcome !== 'taken') await wait(200)
    const before = await committedCount(url)
    const startedAt = performance.now()
    let left = voteCount
    const sender = async (): Promise<void> => {
      while (left > 0) {
        const batch = Array.from({ length: Math.min(10, left) }, keyAndValue)
        left -= batch.length
        const results = await broadcast(batch)
        if (results.some(({ outcome }) => outcome !== 'taken')) throw new Error('the kvstore takes no more')
      }
    }
    await Promise.all(Array.from({ length: 128 }, sender))
    while ((await committedCount(url)) - before < voteCount - 1) await wait(20)
    return (1000 * voteCount) / (performance.now() - startedAt)
  } finally {
    await Promise.all(nodes.map(end))
  }
}

const validatorsIn = (folder: string, count: number): Validator[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `validator-${at + 1}`,
    folder: join(folder, `validator-${at + 1}`),
    host: '127.0.0.1',
    peerPort: 26_750 + 2 * at,
    rpcPort: 26_751 + 2 * at,
  }))

const startConsensus = (program: string, { folder }: Validator, more: readonly string[] = []): ChildProcess =>
  spawn(program, ['start', '--home', homeOf(folder), ...more], { stdio: 'ignore' })

const end = async (child: ChildProcess): Promise<void> => {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.exitCode === null && child.kill()) await ended
}

/** Votes at an even pace, whether or not those before are answered. Milliseconds of each. */
const submitPaced = async (
  ledger: Ledger,
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

/** As many bytes as a vote has. */
const keyAndValue = (): Uint8Array =>
  Buffer.from(`${randomBytes(16).toString('hex')}=${randomBytes(70).toString('hex')}`)

const committedByHeight = new Map<string, number>()

/** Transactions in all blocks so far. Blocks that were counted are not asked for again. */
const committedCount = async (url: string): Promise<number> => {
  const ask = async (path: string): Promise<any> =>
    ((await (await fetch(`${url}/${path}`)).json()) as any).result
  const { sync_info } = await ask('status')
  let count = 0
  for (let height = 1; height <= Number(sync_info.latest_block_height); height++) {
    const key = `${sync_info.earliest_block_hash}/${height}`
    if (!committedByHeight.has(key))
      committedByHeight.set(key, ((await ask(`block?height=${height}`)).block.data.txs ?? []).length)
    count += committedByHeight.get(key) as number
  }
  return count
}

/** Of a process on Linux, whose clock ticks a hundred times a second. */
const cpuMsOf = ({ pid }: ChildProcess): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

const inFolder = async <Value>(run: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-network-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
