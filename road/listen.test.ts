import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { listen, type ListenLimits, type Route } from './listen.ts'

const text = (body: string) => ({ status: 200, type: 'text/plain', body: Buffer.from(body) })
const echo: Route = {
  method: 'POST',
  path: '/echo',
  takes: { type: 'application/octet-stream', bytes: 8 },
  answer: (body) => text(Buffer.from(body).toString()),
}

const withServer = async (
  routes: readonly Route[],
  run: (url: string, failures: unknown[]) => Promise<void>,
  limits: Partial<ListenLimits> = {},
): Promise<void> => {
  const failures: unknown[] = []
  const failed = (error: unknown): void => void failures.push(error)
  const { url, close } = await listen({ host: '127.0.0.1', port: 0, routes, limits, failed })
  try {
    await run(url, failures)
  } finally {
    await close()
  }
}

/** Everything the server says until it closes the connection. */
const say = async (url: string, said: string): Promise<string> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  socket.write(said)
  await once(socket, 'close')
  return heard
}

const request = (headers: readonly string[], body = 'eight888', path = '/echo', method = 'POST'): string =>
  [`${method} ${path} HTTP/1.1`, 'host: x', ...headers, '', body].join('\r\n')
const fits = ['content-type: application/octet-stream', 'content-length: 8']

test('a request that fits is answered, and the connection ends with it', () =>
  withServer([echo], async (url) => {
    const twice = request(fits) + request(fits)
    const heard = await say(url, twice)
    assert.equal(heard.match(/HTTP\/1\.1 200/g)?.length, 1)
    assert.match(heard, /connection: close/i)
    assert.match(heard, /eight888$/)
  }))

test('cookies, names and marks change nothing: the answer is the same to the byte', () =>
  withServer([echo], async (url) => {
    const marks = [
      'cookie: a=b',
      'authorization: Bearer x',
      'x-forwarded-for: 10.0.0.1',
      'referer: https://a',
    ]
    const plain = (heard: string): string => heard.replace(/date: .*\r\n/i, '')
    assert.equal(plain(await say(url, request([...fits, ...marks]))), plain(await say(url, request(fits))))
    assert.doesNotMatch(await say(url, request([...fits, ...marks])), /set-cookie|etag/i)
  }))

test('another size, another type, another path and another method are refused, each with its code', () =>
  withServer([echo], async (url) => {
    const type = 'content-type: application/octet-stream'
    const refusals: [said: string, status: number, code: string][] = [
      [request([type, 'content-length: 7'], 'seven77'), 400, 'W1-vote-malformed'],
      [request([type, 'content-length: 9'], 'nine99999'), 400, 'W1-vote-malformed'],
      [request([type, 'transfer-encoding: chunked'], '8\r\neight888\r\n0\r\n\r\n'), 400, 'W1-vote-malformed'],
      [request(['content-type: text/plain', 'content-length: 8']), 415, 'S8-wrong-media-type'],
      [request(['content-length: 8']), 415, 'S8-wrong-media-type'],
      [request(fits, 'eight888', '/elsewhere'), 404, 'S5-not-found'],
      [request([], '', '/echo', 'GET'), 405, 'S5-not-found'],
      [request([], '', '/echo', 'DELETE'), 405, 'S5-not-found'],
    ]
    for (const [said, status, code] of refusals) {
      const heard = await say(url, said)
      assert.match(heard, new RegExp(`^HTTP/1\\.1 ${status} `), said)
      assert.match(heard, new RegExp(`"code":"${code}"`), said)
    }
  }))

test('a browser may ask from any page, and never with credentials', () =>
  withServer([echo], async (url) => {
    const asked = request(
      ['origin: https://city.example', 'access-control-request-method: POST'],
      '',
      '/echo',
      'OPTIONS',
    )
    const heard = await say(url, asked)
    assert.match(heard, /^HTTP\/1\.1 204 /)
    assert.match(heard, /access-control-allow-origin: \*/)
    assert.doesNotMatch(heard, /allow-credentials/)
  }))

test('beyond what may be at work at once, and in one second, all others hear that it is busy', async () => {
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const slow: Route = { ...echo, answer: async () => (await held, text('done')) }
  await withServer(
    [slow],
    async (url) => {
      const answers = Array.from({ length: 5 }, () => say(url, request(fits)))
      const busy = await Promise.race(answers)
      assert.match(busy, /^HTTP\/1\.1 503 /)
      assert.match(busy, /"code":"W3-road-busy"/)
      letGo()
      const done = (await Promise.all(answers)).filter((heard) => heard.startsWith('HTTP/1.1 200'))
      assert.equal(done.length, 2)
    },
    { workingMax: 2 },
  )
  await withServer(
    [echo],
    async (url) => {
      const heard = await Promise.all(Array.from({ length: 40 }, () => say(url, request(fits))))
      // They may fall into two seconds, or three.
      assert.ok(heard.filter((each) => each.startsWith('HTTP/1.1 200')).length <= 9)
    },
    { perSecondMax: 3 },
  )
})

test('who sends too slowly is cut off', () =>
  withServer([echo], async (url) => assert.match(await say(url, request(fits, 'eig')), /^HTTP\/1\.1 408 /), {
    requestMs: 100,
  }))

test('a failure is told without anything of the request', () =>
  withServer([{ ...echo, answer: () => Promise.reject(new Error('broken')) }], async (url, failures) => {
    assert.match(await say(url, request([...fits, 'cookie: secret'], 'secret88')), /"code":"S9-internal"/)
    assert.equal(failures.length, 1)
    assert.doesNotMatch(String((failures[0] as Error).stack), /secret/)
  }))
