/** A resident's device: with an address, a browser and a session of its own, as the city's server sees them. */
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface Device {
  readonly address: string
  readonly agent: string
  readonly session: string
  readonly get: (url: string) => Promise<Buffer>
  readonly post: (url: string, type: string, body: Uint8Array) => Promise<Buffer>
  readonly close: () => void
}

export const openDevice = (number: number): Device => {
  const address = `127.88.${1 + Math.floor(number / 250)}.${1 + (number % 250)}`
  const agent = `Mozilla/5.0 (device ${randomBytes(6).toString('hex')})`
  const session = randomBytes(16).toString('hex')
  const kept = new Agent({ keepAlive: true, localAddress: address })
  const ask = (url: string, method: string, headers: object, body?: Uint8Array): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const own = { 'user-agent': agent, cookie: `session=${session}`, 'accept-language': 'ko-KR,ko;q=0.9' }
      const asked = request(url, { method, agent: kept, headers: { ...own, ...headers } })
      asked.on('response', (response) => void buffer(response).then(resolve, reject))
      asked.on('error', reject)
      asked.end(body)
    })
  return {
    address,
    agent,
    session,
    get: (url) => ask(url, 'GET', {}),
    post: (url, type, body) =>
      ask(url, 'POST', { 'content-type': type, 'content-length': body.length }, body),
    close: () => kept.destroy(),
  }
}
