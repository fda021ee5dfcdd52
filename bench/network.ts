/**
 * What agreement costs: durable votes per second on 1, 4 and 7 validators, all on this machine, beside CometBFT's own
 * kvstore application. Both networks run all the time and take turns, so that whatever else the machine does meets both.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { findProgram } from '@maru/cli/node.ts'
import { createTerminal } from '@maru/cli/terminal.ts'
import { openNetworkCity, type NetworkCity, type Use } from './network-city.ts'
import { openKvstore, type Kvstore } from './network-kvstore.ts'
import { median, quantile, row, type Row } from './row.ts'

const genesis = cityToGenesis(seoul)
/** Who waits for a receipt at a time: more than a block holds would only wait. */
const clients = 8_000
const rounds = 3

interface Size {
  readonly validators: number
  /** In a round, some seconds of work. */
  readonly count: number
}

const sizes: readonly Size[] = [
  { validators: 1, count: 16_000 },
  { validators: 4, count: 8_000 },
  { validators: 7, count: 4_000 },
]

export const network = async (): Promise<Row[]> => {
  const program = findProgram(createTerminal(false, process.env))
  const rows: Row[] = []
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'maru-network-'))
    const city = await openNetworkCity(join(folder, 'city'), size.validators, genesis, program)
    const kvstore = await openKvstore(join(folder, 'kvstore'), size.validators, genesis, program)
    try {
      rows.push(...(await measure(city, kvstore, size)))
    } finally {
      await Promise.all([city.close(), kvstore.close()])
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return rows
}

const measure = async (city: NetworkCity, kvstore: Kvstore, { validators, count }: Size): Promise<Row[]> => {
  const [first] = city.votes(1) as [Uint8Array]
  await city.round([first, ...city.votes(2_000)], clients)
  await kvstore.round(2_000, clients, first.length)
  const rates: number[] = []
  const references: number[] = []
  let before = await city.use()
  const used: Use[] = []
  for (let round = 0; round < rounds; round++) {
    const votes = city.votes(count)
    before = await city.use()
    rates.push(await city.round(votes, clients))
    used.push(difference(await city.use(), before))
    references.push(await kvstore.round(count, clients, first.length))
  }
  const rate = median(rates)
  const latencies = await city.paced(city.votes(Math.round(4 * rate)), rate / 2)
  const perVote = (key: keyof Use): number => median(used.map((use) => use[key] ?? Number.NaN)) / count
  const on = `${validators} validators`
  return [
    row(`durable votes, ${on}`, rate, '/s', median(references)),
    row(`CometBFT's kvstore, ${on}`, median(references), '/s'),
    row(`latency p50 at half of it, ${on}`, quantile(latencies, 0.5), 'ms'),
    row(`latency p99 at half of it, ${on}`, quantile(latencies, 0.99), 'ms'),
    row(`processor per vote, our process, ${on}`, 1000 * perVote('ownMs'), 'µs'),
    ...(validators === 1
      ? []
      : [row(`processor per vote, our process without clients, ${on}`, 1000 * perVote('otherOwnMs'), 'µs')]),
    row(`processor per vote, its CometBFT, ${on}`, 1000 * perVote('consensusMs'), 'µs'),
    row(`disk per vote, ours, ${on}`, perVote('ledgerBytes'), 'bytes'),
    row(`disk per vote, CometBFT's, ${on}`, perVote('consensusBytes'), 'bytes'),
  ]
}

const difference = (after: Use, before: Use): Use => ({
  ownMs: after.ownMs - before.ownMs,
  consensusMs: after.consensusMs - before.consensusMs,
  otherOwnMs: after.otherOwnMs === undefined ? undefined : after.otherOwnMs - (before.otherOwnMs ?? 0),
  ledgerBytes: after.ledgerBytes - before.ledgerBytes,
  consensusBytes: after.consensusBytes - before.consensusBytes,
})
