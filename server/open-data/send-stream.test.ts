import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fastify from 'fastify'
import { handleErrors } from '../errors.ts'
import { createStreams } from './send-stream.ts'

type Opened = Awaited<ReturnType<typeof openServer>>

const withServer = async (run: (opened: Opened) => Promise<void>, idleMs?: number): Promise<void> => {
  const opened = await openServer(1, idleMs)
  try {
    await run(opened)
  } finally {
    await opened.app.close()
  }
}

/** A server of one stream that goes on as long as it is read, and how many chunks were made and streams ended. */
const openServer = async (streamsMax: number, idleMs = 60_000) => {
  const seen = { chunks: 0, ends: 0 }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        seen.chunks++
        await pause(0)
        yield Buffer.alloc(65_536, seen.chunks)
      }
    } finally {
      seen.ends++
    }
  }
  const app = fastify({ forceCloseConnections: true })
  handleErrors(app, { countRefusal: () => undefined } as never, () => '')
  const streams = createStreams(streamsMax, idleMs)
  app.get('/', (request, reply) => streams.send(request, reply, { headers: {}, chunks }))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as { port: number }
  /** Sends a request, takes in what comes first and then no more. */
  const openStuckReader = async () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(socket, 'data')
    socket.pause()
    return socket
  }
  return { app, url, seen, openStuckReader }
}

const until = async (holds: () => boolean, everyMs = 10): Promise<void> => {
  for (const start = performance.now(); !holds(); await pause(everyMs))
    if (performance.now() - start > 10_000) throw new Error('waited for ten seconds')
}

test('no more is made than the reader takes', () =>
  withServer(async ({ seen, openStuckReader }) => {
    await openStuckReader()
    let before = -1
    await until(() => seen.chunks === before || ((before = seen.chunks), false), 100)
    await pause(200)
    assert.equal(seen.chunks, before)
  }))

test('one more than may be is told to come back; a reader that leaves makes room', () =>
  withServer(async ({ url, seen, openStuckReader }) => {
    const reader = await openStuckReader()
    const refused = await fetch(url)
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5'])
    assert.equal(((await refused.json()) as { code: string }).code, 'S25-too-many-exports')
    reader.destroy()
    await until(() => seen.ends === 1)
    const packed = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
    assert.equal(packed.status, 200)
    await packed.body!.cancel()
    await until(() => seen.ends === 2)
    await openStuckReader()
  }))

test('a reader that takes nothing for too long is dropped', () =>
  withServer(async ({ seen, openStuckReader }) => {
    await openStuckReader()
    await until(() => seen.ends === 1)
  }, 100))
