/**
 * The lines between validators. Each dials the others through a relay of ours, one for each direction, so that a line
 * can be slow, silent or broken without any rights on the machine.
 */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** `silent` loses nothing and brings nothing, as a cable that is pulled; `refused` breaks what is open too. */
export type Manner = 'silent' | 'refused'

export interface PeerLinksOptions {
  readonly count: number
  readonly host: string
  readonly portOf: (from: number, to: number) => number
  readonly target: (at: number) => { readonly host: string; readonly port: number }
}

interface Line {
  readonly from: number
  readonly to: number
  manner: 'open' | Manner
  delayMs: number
  readonly sockets: Set<Socket>
}

export const openPeerLinks = async ({ count, host, portOf, target }: PeerLinksOptions) => {
  const validators = Array.from({ length: count }, (_, at) => at)
  const lines = validators.flatMap((from) =>
    validators
      .filter((to) => to !== from)
      .map((to): Line => ({ from, to, manner: 'open', delayMs: 0, sockets: new Set() })),
  )
  const servers = await Promise.all(
    lines.map((line) =>
      listen(host, portOf(line.from, line.to), (socket) => carry(socket, line, target(line.to))),
    ),
  )
  return {
    /** Cuts the lines between these validators and the others. */
    cut: (group: readonly number[], manner: Manner): void => {
      for (const line of lines) {
        if (group.includes(line.from) === group.includes(line.to)) continue
        line.manner = manner
        if (manner === 'refused') for (const socket of line.sockets) socket.destroy()
      }
    },
    delay: (delayMs: number): void => {
      for (const line of lines) line.delayMs = delayMs
    },
    heal: (): void => {
      for (const line of lines) {
        line.manner = 'open'
        line.delayMs = 0
      }
    },
    close: (): void => {
      for (const server of servers) server.close()
      for (const { sockets } of lines) for (const socket of sockets) socket.destroy()
    },
  }
}

const listen = async (host: string, port: number, accept: (socket: Socket) => void): Promise<Server> => {
  const server = createServer(accept)
  server.listen(port, host)
  await once(server, 'listening')
  return server
}

const carry = (
  dialler: Socket,
  line: Line,
  { host, port }: { readonly host: string; readonly port: number },
): void => {
  if (line.manner === 'refused') return void dialler.destroy()
  const dialled = connect(port, host)
  for (const [one, other] of [
    [dialler, dialled],
    [dialled, dialler],
  ] as const) {
    line.sockets.add(one)
    one.setNoDelay(true)
    one.on('error', () => undefined)
    one.on('close', () => {
      line.sockets.delete(one)
      other.destroy()
    })
    void pass(one, other, line)
  }
}

/** In order, each piece when it is due. A line that brings nothing takes nothing more either. */
const pass = async (from: Socket, to: Socket, line: Line): Promise<void> => {
  const queue: { readonly dueAt: number; readonly bytes: Buffer }[] = []
  let queuedBytes = 0
  from.on('data', (bytes: Buffer) => {
    queue.push({ dueAt: performance.now() + line.delayMs, bytes })
    queuedBytes += bytes.length
    if (queuedBytes > QUEUED_BYTES_MAX) from.pause()
    if (queue.length === 1) from.emit('queued')
  })
  while (!to.destroyed && !from.destroyed) {
    const next = queue[0]
    if (!next) await settled(from, 'queued')
    else if (line.manner !== 'open') await wait(LOOK_EVERY_MS)
    else if (next.dueAt > performance.now()) await wait(Math.ceil(next.dueAt - performance.now()))
    else {
      queue.shift()
      queuedBytes -= next.bytes.length
      if (queuedBytes < QUEUED_BYTES_MAX && from.isPaused()) from.resume()
      if (!to.write(next.bytes)) await settled(to, 'drain')
    }
  }
}

/** Until the event, or until there is nobody any more to wait for. */
const settled = (socket: Socket, event: string): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      socket.off(event, done)
      socket.off('close', done)
      resolve()
    }
    socket.once(event, done)
    socket.once('close', done)
  })

const QUEUED_BYTES_MAX = 8 * 1024 * 1024
const LOOK_EVERY_MS = 20
