/** Durable votes per second over HTTP: the server in this process, the clients in another one on the same machine. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openContentStore } from '@maru/server/content-store.ts'
import { createServer } from '@maru/server/server.ts'
import { services } from '@maru/services/index.ts'
import { openBenchCity } from './bench-city.ts'
import { signatureLimit } from './limits.ts'
import { quantile, row, type Row } from './row.ts'

export const http = async (): Promise<Row[]> => {
  const city = await openBenchCity(10_000)
  const content = openContentStore({ folder: join(city.folder, 'content') })
  const limits = { writesPerMinute: 0, eventLoopDelayMs: 0 }
  const server = createServer({ ledger: city.ledger, services, content, limits })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const rows: Row[] = []
  for (const [clients, count] of [
    [64, 3_000],
    [1, 300],
    [64, 6_000],
    [1_000, 12_000],
  ] as const) {
    const before = await signatureLimit()
    const { perSecond, latencies } = await load(url, city.votes(count), clients)
    const limit = (before + (await signatureLimit())) / 2
    rows.push(row(`durable votes, ${clients} clients, HTTP`, perSecond, '/s', limit))
    rows.push(row(`latency p50, ${clients} clients, HTTP`, quantile(latencies, 0.5), 'ms'))
    rows.push(row(`latency p99, ${clients} clients, HTTP`, quantile(latencies, 0.99), 'ms'))
  }
  await server.close()
  await city.remove()
  return rows.slice(3) // the first round warms
}

export interface Load {
  readonly url: string
  readonly clients: number
  readonly transactions: readonly Uint8Array[]
}

export interface LoadResult {
  readonly perSecond: number
  readonly latencies: readonly number[]
}

const load = (url: string, transactions: readonly Uint8Array[], clients: number): Promise<LoadResult> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('http-clients.ts', import.meta.url)), {
      serialization: 'advanced',
    })
    child.once('message', (result) => resolve(result as LoadResult))
    child.once('error', reject)
    child.once('exit', (code) => void (code && reject(new Error(`the clients ended with ${code}`))))
    child.send({ url, clients, transactions } satisfies Load)
  })
