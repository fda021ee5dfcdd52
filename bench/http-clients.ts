/**
 * The clients of bench/http.ts, in a process of their own: each keeps one connection and waits for its receipt.
 */
import { openClient, postRequest } from './http-client.ts'
import type { Load, LoadResult } from './http.ts'

process.once('message', (message) => void run(message as Load))

const run = async ({ url, clients, transactions }: Load): Promise<void> => {
  const server = new URL(url)
  const latencies: number[] = []
  let next = 0
  const client = async (): Promise<void> => {
    const send = await openClient(server)
    while (next < transactions.length) {
      const startedAt = performance.now()
      await send(postRequest(server, '/api/transactions', transactions[next++] as Uint8Array))
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
