/**
 * Makes kernel/consensus/vectors/light-blocks.json anew: runs eight CometBFTs with its own kvstore application, lets the
 * first four hand over to the last four, stops one of those, and writes down what the RPC answers.
 *
 *   node tools/record-light-blocks.ts
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { homeOf, rpcUrlOf, writeHomes } from '../engines/cometbft/network/home.ts'
import { findInstalled } from '../engines/cometbft/network/program.ts'

const first = 4
const program = findInstalled({
  environment: process.env,
  installFolder: join(import.meta.dirname, '../node_modules/.cache/go'),
})
if (program === undefined)
  throw new Error('CometBFT is not here: run maru network start once, or name it in COMETBFT')

const folder = mkdtempSync(join(tmpdir(), 'maru-light-'))
const validators = Array.from({ length: 2 * first }, (_, at) => ({
  name: `validator-${at + 1}`,
  folder: join(folder, `v${at + 1}`),
  host: '127.0.0.1',
  peerPort: 28_800 + 2 * at,
  rpcPort: 28_801 + 2 * at,
}))
writeHomes(validators, { chain: 'light-test-1', services: [], setup: {} } as never, Date.now())
const config = (at: number, name: string): string => join(homeOf(validators[at]!.folder), 'config', name)
const read = (at: number, name: string) => JSON.parse(readFileSync(config(at, name), 'utf8'))
const genesis = read(0, 'genesis.json')
genesis.validators = genesis.validators.slice(0, first)
delete genesis.app_state
const settings = (toml: string): string =>
  toml
    .replace(/^proxy_app = .*$/m, 'proxy_app = "kvstore"')
    .replace('create_empty_blocks_interval = "10s"', 'create_empty_blocks_interval = "100ms"')
const processes = validators.map(({ folder: own }, at) => {
  writeFileSync(config(at, 'genesis.json'), JSON.stringify(genesis))
  const toml = readFileSync(config(at, 'config.toml'), 'utf8')
  writeFileSync(config(at, 'config.toml'), settings(toml))
  return spawn(program, ['start', '--home', homeOf(own)], { stdio: ['ignore', 'ignore', 'inherit'] })
})

interface Answer {
  readonly result?: any
  readonly error?: unknown
}

const ask = async (path: string) => {
  const answer = (await (await fetch(`${rpcUrlOf(validators[4]!)}/${path}`)).json()) as Answer
  if (!answer.result) throw new Error(`${path}: ${JSON.stringify(answer.error)}`)
  return answer.result
}
const heightNow = async (): Promise<number> => Number((await ask('status')).sync_info.latest_block_height)
const reach = async (height: number): Promise<void> => {
  while ((await heightNow().catch(() => 0)) < height) await wait(50)
}
const setPower = async (at: number, power: number): Promise<void> => {
  const key = read(at, 'priv_validator_key.json').pub_key.value
  await ask(`broadcast_tx_sync?tx=${encodeURIComponent(`"val=ed25519!${key}!${power}"`)}`)
  await reach((await heightNow()) + 3)
}

try {
  await reach(2)
  for (let at = first; at < 2 * first; at++) await setPower(at, 10 + at)
  for (let at = 0; at < first; at++) await setPower(at, 0)
  processes.at(-1)!.kill('SIGKILL')
  const until = (await heightNow()) + 3
  await reach(until + 1)
  const blocks: string[] = []
  for (let height = 1; height <= until; height++) {
    const { signed_header } = await ask(`commit?height=${height}`)
    const { validators: set } = await ask(`validators?height=${height}&per_page=100`)
    blocks.push(JSON.stringify({ ...signed_header, validators: set }))
  }
  writeFileSync(
    join(import.meta.dirname, '../kernel/consensus/vectors/light-blocks.json'),
    `{"genesis":${JSON.stringify(genesis)},\n"blocks":[\n${blocks.join(',\n')}\n]}\n`,
  )
} finally {
  for (const each of processes) each.kill('SIGKILL')
  await wait(500)
  rmSync(folder, { recursive: true })
}
