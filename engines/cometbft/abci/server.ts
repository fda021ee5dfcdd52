/**
 * The socket that CometBFT dials, four times: for consensus, mempool, queries and snapshots; nothing on the wire says
 * which is which. On each, responses come in the order of the requests. Requests that arrive together are begun
 * together, so that signatures of many transactions are checked at once; CometBFT itself waits for an answer before
 * the next call wherever the order matters.
 */
import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { StartError } from '../../storage/errors.ts'
import { createMessageReader, frameMessage } from './framing.ts'
import { answer, encodeResponse, type Handlers } from './handlers.ts'

export interface AbciServerOptions {
  /** Of a Unix socket; it is made anew. */
  readonly path: string
  readonly handlers: Handlers
  /** An exception on a connection: CometBFT ends itself after it. */
  readonly failed: (error: unknown) => void
}

export interface AbciServer {
  /** Whether CometBFT, or whoever stands for it, has a connection open. */
  readonly isDialled: () => boolean
  readonly close: () => Promise<void>
}

/** Throws a StartError for a path that the system cannot bind a socket to. */
export const listenAbci = async ({ path, handlers, failed }: AbciServerOptions): Promise<AbciServer> => {
  if (Buffer.byteLength(path) > pathBytesMax)
    throw new StartError(
      'E6-path-too-long',
      `${path} is too long for a socket, by ${Buffer.byteLength(path) - pathBytesMax} bytes: give the data folder a shorter path.`,
    )
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, handlers, failed)
  })
  server.maxConnections = connectionsMax
  rmSync(path, { force: true })
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroySoon()
    await new Promise((resolve) => void server.close(resolve))
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve({ isDialled: () => sockets.size > 0, close }))
  })
}

/** Of sun_path, where it is smallest: 104 bytes with a zero at the end. */
const pathBytesMax = 103

/** Four for CometBFT, and as many while one that ended has not quite gone. */
const connectionsMax = 8

/** Requests of one connection begun and not answered; beyond it nothing is read. */
const underWayMax = 1_024

const serve = (socket: Socket, handlers: Handlers, failed: (error: unknown) => void): void => {
  const read = createMessageReader()
  let underWay = 0
  let last: Promise<void> = Promise.resolve()

  const fail = (error: unknown): void => {
    if (!socket.writable) return
    socket.end(frameMessage(encodeResponse({ exception: { error: (error as Error).message } })))
    socket.destroySoon()
    failed(error)
  }

  const begin = (message: Uint8Array): void => {
    if (++underWay === underWayMax) socket.pause()
    const answered = answer(handlers, message)
    // It is waited for in its turn; until then nobody is to call it unheard.
    answered.catch(() => undefined)
    last = last.then(async () => {
      try {
        const response = await answered
        if (socket.writable) socket.write(frameMessage(encodeResponse(response)))
      } catch (error) {
        fail(error)
      }
      if (--underWay === underWayMax - 1) socket.resume()
    })
  }

  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of read(chunk)) begin(message)
    } catch (error) {
      fail(error)
    }
  })
  // Whoever is gone hears nothing; CometBFT is started again by whoever watches it.
  socket.on('error', () => socket.destroy())
}
