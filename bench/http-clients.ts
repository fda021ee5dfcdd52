/** The clients of bench/http.ts, in a process of their own: each keeps one connection and waits for its receipt. */
import { Agent, request } from 'node:http'
import type { Load, LoadResult } from './http.ts'

process.once('message', (message) => void run(message as Load))

const run = async ({ url, clients, transactions }: Load): Promise<void> => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const latencies: number[] = []
  let next = 0
  const client = async (): Promise<void> => {
    while (next < transactions.length) {
      const startedAt = performance.now()
      await post(agent, url, transactions[next++] as Uint8Array)
      latencies.push(performance.now() - startedAt)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  const result: LoadResult = {
    perSecond: (1000 * latencies.length) / (performance.now() - startedAt),
    latencies,
  }
  process.send?.(result, () => process.exit(0))
}

const post = (agent: Agent, url: string, body: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/cbor', 'content-length': body.length }
    const sent = request(
      new URL('/api/transactions', url),
      { method: 'POST', agent, headers },
      (response) => {
        response.resume()
        response.once('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        )
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
