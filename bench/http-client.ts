/** HTTP/1.1 for loads that share the machine's cores with the server: of an answer only its status and length are read. */
import { connect, type Socket } from 'node:net'

/** A connection that sends one request at a time, and resolves when its whole answer has come; but for 200 it rejects. */
export const openClient = async ({
  hostname,
  port,
}: URL): Promise<(request: Uint8Array) => Promise<void>> => {
  const socket = await connected(hostname, Number(port))
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

export const getRequest = ({ hostname }: URL, path: string): Uint8Array =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`)

export const postRequest = ({ hostname }: URL, path: string, body: Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/cbor\r\ncontent-length: ${body.length}\r\n\r\n`,
    ),
    body,
  ])

const connected = (host: string, port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
