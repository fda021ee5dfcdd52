// The sealed way as a voter goes it: client, relay, gateway. What the ledger does with the vote is vote-road.test.ts.
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { sendVote } from '@maru/client/send-vote.ts'
import { createTakeTile } from '@maru/client/take-tile.ts'
import { VoteRoadError, type VoteRoad } from '@maru/client/vote-road.ts'
import { tileBytesMax } from '@maru/kernel/membership/tiles.ts'
import { encodeRequest, padTo } from '@maru/road/binary-http.ts'
import { listen } from '@maru/road/listen.ts'
import { unpackVote, voteSize, type VoteAnswer } from '@maru/road/message.ts'
import { decodeKeys, keysType, requestType, sealRequest } from '@maru/road/ohttp.ts'
import { openRelay } from '@maru/road/relay.ts'
import { sealedTileQuestionSize, sealedTileSize, tileToRequest } from '@maru/road/sealed-tile.ts'
import { responseToAnswer, sealedAnswerSize, sealedVoteSize } from '@maru/road/sealed-vote.ts'
import { gatewayRoutes } from './gateway.ts'
import { openGatewayKeys, type GatewayKeys } from './gateway-keys.ts'
import { tileRoute, type FoundTile } from './tile-road.ts'

interface Way {
  readonly road: VoteRoad & { readonly relay: string }
  readonly keys: GatewayKeys
  readonly cast: Uint8Array[]
  readonly asked: string[]
  readonly failures: unknown[]
}

const answer: VoteAnswer = { state: 'accepted', id: 'ab'.repeat(32) }
const tiles: { readonly [name: string]: FoundTile } = {
  'city/7/0/0': { status: 200, tile: new Uint8Array(tileBytesMax).fill(7) },
  'city/7/12/0': { status: 200, tile: Uint8Array.of(1, 2, 3) },
  'city/9/12/0': { status: 503, tile: new Uint8Array() },
}
const local = { host: '127.0.0.1', port: 0 }
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const withWay = async (run: (way: Way) => Promise<void>): Promise<void> => {
  const keys = await openGatewayKeys()
  const cast: Uint8Array[] = []
  const failures: unknown[] = []
  const asked: string[] = []
  const failed = (error: unknown): void => void failures.push(error)
  const findTile = (name: string): Promise<FoundTile> => {
    asked.push(name)
    return Promise.resolve(tiles[name] ?? { status: 404, tile: new Uint8Array() })
  }
  const castBody = (vote: Uint8Array): Promise<VoteAnswer> => {
    cast.push(vote)
    return Promise.resolve(answer)
  }
  const gateway = await listen({
    ...local,
    routes: [tileRoute(findTile), ...gatewayRoutes(keys, castBody, findTile)],
    failed,
  })
  const relay = await openRelay({ ...local, gateway: gateway.url, failed, limits: { keysMsMin: 0 } })
  const road = {
    url: gateway.url,
    relay: relay.url,
    get keys() {
      return hex(keys.encoded())
    },
  }
  try {
    await run({ road, keys, cast, asked, failures })
  } finally {
    await relay.close()
    await gateway.close()
    keys.close()
  }
}

const codeOf = async (sent: Promise<unknown>): Promise<string> => {
  const error = await sent.catch((error: unknown) => error)
  assert.ok(error instanceof VoteRoadError, String(error))
  return error.code
}

const postSealed = (url: string, body: Uint8Array, type = requestType): Promise<Response> =>
  fetch(new URL('/ohttp', url), {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': type },
  })

test('a vote goes through relay and gateway, and its answer comes back to its voter', () =>
  withWay(async ({ road, cast, failures }) => {
    const transaction = Uint8Array.of(1, 2, 3)
    assert.deepEqual(await sendVote(road, transaction), answer)
    assert.deepEqual(cast.map(unpackVote), [transaction])
    assert.deepEqual(failures, [])
  }))

test('the relay passes on the sealed bytes and nothing else of who sent them', async () => {
  const seen: IncomingMessage['rawHeaders'][] = []
  const spy = createServer((request, response) => {
    seen.push(request.rawHeaders)
    request.resume()
    response.end()
  })
  await new Promise<void>((resolve) => spy.listen(0, '127.0.0.1', resolve))
  const { port } = spy.address() as AddressInfo
  const relay = await openRelay({ ...local, gateway: `http://127.0.0.1:${port}`, failed: () => undefined })
  try {
    const marks = {
      'content-type': requestType,
      cookie: 'who=me',
      'x-forwarded-for': '10.1.2.3',
      'user-agent': 'mine',
    }
    await fetch(`${relay.url}/ohttp`, {
      method: 'POST',
      body: new Uint8Array(sealedVoteSize),
      headers: marks,
    })
    assert.equal(seen.length, 1)
    assert.doesNotMatch(JSON.stringify(seen), /who=me|10\.1\.2\.3|mine|127\.0\.0\.1:(?!PORT)\d+.*forwarded/i)
    const names = seen[0]!.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase())
    assert.ok(!names.some((name) => /cookie|forwarded|via|origin|referer/.test(name)), names.join())
  } finally {
    await relay.close()
    spy.close()
    spy.closeAllConnections()
  }
})

test('every sealed vote and every sealed answer has one size, also where the request is wrong inside', () =>
  withWay(async ({ road, keys, cast }) => {
    const [key] = decodeKeys(keys.encoded())
    const fields = [['content-type', 'application/octet-stream']] as const
    const right = {
      method: 'POST',
      scheme: 'https',
      authority: 'a',
      path: '/vote',
      fields,
      content: new Uint8Array(voteSize),
    }
    const wrong = [
      { ...right, path: '/api/transactions' },
      { ...right, method: 'GET' },
      { ...right, content: new Uint8Array(10) },
      { ...right, fields: [] },
    ]
    for (const request of [right, ...wrong]) {
      const { sealed, openResponse } = await sealRequest(key!, padTo(voteSize + 512, encodeRequest(request)))
      const response = await postSealed(road.relay, sealed)
      const body = new Uint8Array(await response.arrayBuffer())
      assert.deepEqual([response.status, sealed.length, body.length], [200, sealedVoteSize, sealedAnswerSize])
      const inside = responseToAnswer((await openResponse(body))!)
      assert.equal(inside !== undefined, request === right)
    }
    assert.equal(cast.length, 1)
  }))

test('tiles come openly and sealed, as they are, and one that is missing or not made yet is said to be', () =>
  withWay(async ({ road, asked, failures }) => {
    for (const way of [road, { url: road.url, keys: road.keys }]) {
      const take = createTakeTile(way)
      assert.deepEqual(await take('city', 7, 0, 0), tiles['city/7/0/0']!.tile)
      assert.deepEqual(await take('city', 7, 12, 0), Uint8Array.of(1, 2, 3))
      assert.equal(await take('city', 8, 12, 0), undefined)
      assert.equal(await codeOf(take('city', 9, 12, 0)), 'W8-group-not-ready')
    }
    assert.equal(asked.length, 8)
    const kept = await fetch(`${road.url}/group-tiles/city/7/0/0`)
    assert.match(kept.headers.get('cache-control') ?? '', /public.*immutable/)
    assert.deepEqual(failures, [])
  }))

test('sealed, every question for a tile has one size and so has every answer', () =>
  withWay(async ({ road, keys }) => {
    const [key] = decodeKeys(keys.encoded())
    for (const name of ['city/7/0/0', 'city/7/12/0', 'district-a-long-name/123456/0/99', '../vote']) {
      const { sealed } = await sealRequest(key!, tileToRequest('https://vote.example.org', name))
      const body = new Uint8Array(sealed)
      const headers = { 'content-type': requestType }
      const response = await fetch(`${road.relay}/ohttp-group-tiles`, { method: 'POST', body, headers })
      const size = (await response.arrayBuffer()).byteLength
      assert.deepEqual([response.status, sealed.length, size], [200, sealedTileQuestionSize, sealedTileSize])
    }
  }))

test('a key of yesterday still opens, one of the day before does not, and the relay asks for new ones', () =>
  withWay(async ({ road, keys }) => {
    const old = road.keys
    assert.deepEqual(await sendVote(road, Uint8Array.of(1)), answer)
    await keys.rotate()
    assert.deepEqual(await sendVote(road, Uint8Array.of(1)), answer)
    await keys.rotate()
    // The relay still tells the first key; the voter knows the city's of before, too.
    assert.equal(await codeOf(sendVote({ ...road, keys: old }, Uint8Array.of(1))), 'W4-key-unknown')
    assert.deepEqual(await sendVote(road, Uint8Array.of(1)), answer)
  }))

test('an unknown key, another suite, damage and another size are refused before anything is cast', () =>
  withWay(async ({ road, keys, cast }) => {
    const [key] = decodeKeys(keys.encoded())
    const { sealed } = await sealRequest(key!, new Uint8Array(voteSize + 512))
    const changed = (at: number) => sealed.map((byte, index) => (index === at ? byte ^ 1 : byte))
    for (const url of [road.url, road.relay])
      for (const at of [0, 2, 6, 20, 500]) {
        const response = await postSealed(url, changed(at))
        assert.equal(response.status, 400)
        const body = (await response.json()) as { type: string; code: string }
        assert.equal(body.type, 'https://iana.org/assignments/http-problem-types#ohttp-key')
      }
    assert.equal((await postSealed(road.relay, sealed.subarray(1))).status, 400)
    assert.equal((await postSealed(road.relay, sealed, 'text/plain')).status, 415)
    assert.equal(cast.length, 0)
  }))

test('a relay with a key of its own, and a city with one for this voter alone, are found out', () =>
  withWay(async ({ road, cast }) => {
    const own = await openGatewayKeys()
    own.close()
    assert.equal(
      await codeOf(sendVote({ ...road, keys: hex(own.encoded()) }, Uint8Array.of(1))),
      'W6-keys-differ',
    )
    assert.equal(await codeOf(sendVote({ ...road, keys: '' }, Uint8Array.of(1))), 'W6-keys-differ')
    assert.equal(cast.length, 0)
  }))

test('with the gateway gone the voter hears that, and the vote never goes directly', () =>
  withWay(async ({ road, failures }) => {
    const relay = await openRelay({
      ...local,
      gateway: 'http://127.0.0.1:1',
      failed: (e) => void failures.push(e),
    })
    try {
      assert.equal(
        await codeOf(sendVote({ ...road, relay: relay.url }, Uint8Array.of(1))),
        'W5-gateway-silent',
      )
      assert.equal(failures.length, 1)
    } finally {
      await relay.close()
    }
  }))

test('relay and gateway say what their keys are, and for how long', () =>
  withWay(async ({ road, keys }) => {
    for (const url of [road.url, road.relay]) {
      const response = await fetch(new URL('/ohttp-keys', url))
      assert.equal(response.headers.get('content-type'), keysType)
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), keys.encoded())
      assert.match(response.headers.get('cache-control') ?? '', /max-age/)
    }
  }))
