/**
 * The clients of bench/http.ts, in a process of their own: each keeps one connection and waits for its receipt. They
 * share the machine's cores with the server, so they write HTTP/1.1 themselves and read no more of the answer than
 * its status and length.
 */
import { connect, type Socket } from 'node:net'
import type { Load, LoadResult } from './http.ts'

process.once('message', (message) => void run(message as Load))

const run = async ({ url, clients, transactions }: Load): Promise<void> => {
  const { hostname, port } = new URL(url)
  const latencies: number[] = []
  let next = 0
  const client = async (): Promise<void> => {
    const post = await openClient(hostname, Number(port))
    while (next < transactions.length) {
      const startedAt = performance.now()
      await post(transactions[next++] as Uint8Array)
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

/** A connection that posts one transaction at a time and resolves when the whole answer has come. */
const openClient = async (host: string, port: number): Promise<(body: Uint8Array) => Promise<void>> => {
  const socket = await connected(host, port)
  let answered: { resolve: () => void; reject: (error: Error) => void } | undefined
  let received = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: Buffer | string) => {
    received += chunk.toString()
    const bodyAt = received.indexOf('\r\n\r\n') + 4
    const length = /content-length: (\d+)/i.exec(received.slice(0, bodyAt))?.[1]
    if (bodyAt < 4 || length === undefined || received.length < bodyAt + Number(length)) return
    if (received.startsWith('HTTP/1.1 200 ')) answered?.resolve()
    else answered?.reject(new Error(received.slice(0, 400)))
    received = ''
  })
  socket.once('error', (error) => answered?.reject(error))
  return (body) =>
    new Promise((resolve, reject) => {
      answered = { resolve, reject }
      const head = `POST /api/transactions HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/cbor\r\ncontent-length: ${body.length}\r\n\r\n`
      socket.write(Buffer.concat([Buffer.from(head), body]))
    })
}

const connected = (host: string, port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
