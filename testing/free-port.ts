import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * For what has to know its own address before it listens. Below the ports that systems hand out by themselves (from
 * 32,768 on in Linux): one of those is soon given to somebody else's connection.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(10_000, 20_000)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
