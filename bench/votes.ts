/** Durable votes per second without HTTP, what they cost on the disk, and how long a start takes. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { host } from '@maru/cli/host.ts'
import { services } from '@maru/services/index.ts'
import { recount } from '@maru/verifier/recount.ts'
import { folderSource } from '@maru/verifier/sources.ts'
import { openBenchCity, openBenchLedger, submitAll, type BenchCity } from './bench-city.ts'
import { signatureLimit } from './limits.ts'
import { memory } from './memory.ts'
import { processorClock, type ProcessorUse } from './processor.ts'
import { median, quantile, row, type Row } from './row.ts'

/** Votes per second and their latency, with 1, 64 and 1,000 clients in the process. */
export const votes = async (): Promise<Row[]> => {
  const city = await openBenchCity(10_000)
  const rows: Row[] = []
  await castVotes(city, 4_000, 1_000) // warm
  for (const [clients, count] of [
    [1, 300],
    [64, 6_000],
    [1_000, 20_000],
  ] as const) {
    const before = await signatureLimit()
    const { perSecond, latencies, processor } = await castVotes(city, count, clients)
    const limit = (before + (await signatureLimit())) / 2
    rows.push(row(`durable votes, ${clients} clients, no HTTP`, perSecond, '/s', limit))
    rows.push(row(`latency p50, ${clients} clients, no HTTP`, quantile(latencies, 0.5), 'ms'))
    rows.push(row(`latency p99, ${clients} clients, no HTTP`, quantile(latencies, 0.99), 'ms'))
    rows.push(...processor.rows(`a vote, ${clients} clients, no HTTP`, count))
  }
  await city.remove()
  return rows
}

/** Disk per vote with everything in it, then how fast the log is recounted and the node starts again. */
export const recounting = async (): Promise<Row[]> => {
  const city = await openBenchCity(10_000)
  await city.ledger.flush()
  const before = new Map(
    ['', 'log', 'state', 'journal'].map((part) => [part, folderSize(join(city.folder, part))]),
  )
  const count = 40_000
  await castVotes(city, count, 1_000)
  await city.ledger.close()
  const perVote = (part: string) => (folderSize(join(city.folder, part)) - (before.get(part) ?? 0)) / count
  const disk = [
    row('disk per vote, all included', perVote(''), 'bytes', 600),
    ...['log', 'state', 'journal'].map((part) => row(`disk per vote: ${part}`, perVote(part), 'bytes')),
  ]
  const limit = await signatureLimit()
  const startedAt = performance.now()
  const clock = processorClock()
  const source = await folderSource(city.folder)
  const { figures } = await recount({ source, vkey: city.ledger.vkey, services, ...host })
  const perSecond = (1000 * figures.transactions) / (performance.now() - startedAt)
  const processor = clock.read()
  const openedAt = performance.now()
  const again = await openBenchLedger(city.folder)
  const startMs = performance.now() - openedAt
  await again.close()
  await city.remove()
  return [
    ...disk,
    row('recount', perSecond, 'transactions/s', (limit + (await signatureLimit())) / 2),
    ...processor.rows('a transaction recounted', figures.transactions),
    row('start after a clean stop, 50,000 transactions', startMs, 'ms'),
  ]
}

/** What a vote costs in a town and in a metropolis: the same load, ever more residents. */
export const growth = async (sizes: readonly number[]): Promise<Row[]> => {
  const rows: Row[] = []
  let smallest: number | undefined
  for (const residents of sizes) {
    const city = await openBenchCity(residents)
    await castVotes(city, 4_000, 1_000)
    const rounds: number[] = []
    for (let round = 0; round < 5; round++) rounds.push((await castVotes(city, 4_000, 1_000)).perSecond)
    const { all, own } = memory()
    const costMicroseconds = 1e6 / median(rounds)
    rows.push(
      row(`cost per vote, ${residents.toLocaleString('en')} residents`, costMicroseconds, 'µs', smallest),
    )
    rows.push(
      row(
        `own memory, ${residents.toLocaleString('en')} residents`,
        (own ?? Number.NaN) / 2 ** 20,
        'MiB',
        700,
      ),
      row(`memory with mapped files, ${residents.toLocaleString('en')} residents`, all / 2 ** 20, 'MiB'),
    )
    smallest ??= costMicroseconds
    await city.remove()
  }
  return rows
}

const castVotes = async (
  city: BenchCity,
  count: number,
  clients: number,
): Promise<{ perSecond: number; latencies: number[]; processor: ProcessorUse }> => {
  const signed = city.votes(count)
  const startedAt = performance.now()
  const clock = processorClock()
  const latencies = await submitAll(city.ledger, count, (number) => signed[number] as Uint8Array, clients)
  const processor = clock.read()
  return { perSecond: (1000 * count) / (performance.now() - startedAt), latencies, processor }
}

const folderSize = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).blocks * 512, 0)
