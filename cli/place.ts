/** Where a server answers, known before it does: signing in and the card office name the address, and it needs both. */
import { createServer, isIPv6, type AddressInfo, type Server } from 'node:net'

export interface Place {
  readonly port: number
  /** As `http://127.0.0.1:4321`, without a slash at the end. */
  readonly origin: string
  /** To be called right before the server listens. */
  readonly close: () => Promise<void>
}

/** Port 0 becomes one that is free, which nobody else gets until the place is closed. */
export const findPlace = async (host: string, port: number): Promise<Place> => {
  if (port !== 0) return { port, origin: originAt(host, port), close: () => Promise.resolve() }
  const server = await hold(host)
  const { port: free } = server.address() as AddressInfo
  return {
    port: free,
    origin: originAt(host, free),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

/** What listens on every address of this machine is reached from it at the loopback. */
export const originAt = (host: string, port: number): string => {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`
}

const hold = (host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => void socket.destroy())
    server.once('error', reject)
    server.listen(0, host, () => resolve(server))
  })
