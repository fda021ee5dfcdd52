/**
 * The readers of bench/lists.ts, and the voters beside them, in a process of their own. They share the machine's cores
 * with the server, so they write HTTP/1.1 themselves and read no more of an answer than its status and length.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Reading {
  readonly url: string
  readonly readers: number
  /** Between an answer and the reader's next question. */
  readonly pauseMs: number
  readonly paths: readonly string[]
  readonly durationMs: number
  readonly votes: readonly Uint8Array[]
  readonly votesPerSecond: number
}

export interface ReadResult {
  readonly answers: number
  readonly votes: number
}

process.once('message', (message) => void run(message as Reading))

const run = async ({
  url,
  readers,
  pauseMs,
  paths,
  durationMs,
  votes,
  votesPerSecond,
}: Reading): Promise<void> => {
  const host = new URL(url)
  const endsAt = performance.now() + durationMs
  let answers = 0
  let next = 0
  const reader = async (): Promise<void> => {
    const send = await openClient(host)
    await pause(Math.random() * pauseMs)
    while (performance.now() < endsAt) {
      const path = paths[next++ % paths.length] as string
      await send(Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${host.hostname}\r\n\r\n`))
      answers++
      if (pauseMs > 0) await pause(pauseMs)
    }
  }
  let cast = 0
  let recorded = 0
  const voter = async (): Promise<void> => {
    const send = await openClient(host)
    const startedAt = performance.now()
    while (performance.now() < endsAt && cast < votes.length) {
      const due = startedAt + (1000 * cast) / votesPerSecond
      if (due > performance.now()) {
        await pause(2)
        continue
      }
      const body = votes[cast++] as Uint8Array
      const head = `POST /api/transactions?proof=none HTTP/1.1\r\nhost: ${host.hostname}\r\ncontent-type: application/cbor\r\ncontent-length: ${body.length}\r\n\r\n`
      await send(Buffer.concat([Buffer.from(head), body]))
      recorded++
    }
  }
  const voters = votes.length > 0 ? 64 : 0
  await Promise.all([...Array.from({ length: readers }, reader), ...Array.from({ length: voters }, voter)])
  process.send?.({ answers, votes: recorded } satisfies ReadResult, () => process.exit(0))
}

/** Sends a request and resolves when its whole answer has come; anything but 200 ends the run. */
const openClient = async ({ hostname, port }: URL): Promise<(request: Uint8Array) => Promise<void>> => {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opened = connect({ host: hostname, port: Number(port), noDelay: true }, () => resolve(opened))
    opened.once('error', reject)
  })
  let answered: PromiseWithResolvers<void> | undefined
  let received = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: Buffer | string) => {
    received += chunk.toString()
    const bodyAt = received.indexOf('\r\n\r\n') + 4
    const length = /content-length: (\d+)/i.exec(received.slice(0, bodyAt))?.[1]
    if (bodyAt < 4 || length === undefined || received.length < bodyAt + Number(length)) return
    if (received.startsWith('HTTP/1.1 200 ')) answered?.resolve()
    else answered?.reject(new Error(received.slice(0, 600)))
    received = ''
  })
  socket.once('error', (error) => answered?.reject(error))
  return (request) => {
    answered = Promise.withResolvers()
    socket.write(request)
    return answered.promise
  }
}
