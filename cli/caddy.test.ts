// The guide's configuration for Caddy in front of the votes' own port, as Caddy itself runs it.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { packVote, votePath, voteType } from '@maru/road/message.ts'
import { freePort } from '@maru/testing/free-port.ts'
import { needs } from '@maru/testing/go-programs.ts'
import { withTown } from '@maru/testing/server-city.ts'
import { openCityVoteRoad } from './city-vote-road.ts'
import { closeWith } from './close-with.ts'

const guide = join(import.meta.dirname, '..', 'docs', 'guides', 'network')
const program = 'caddy'
const name = 'vote.maru.example.org'
/** Of the voter: another address of this machine than Caddy's, so that it is found wherever it stands. */
const voter = '127.0.0.99'
const skip = needs(program) || (process.platform !== 'linux' && 'sends from another loopback address')

describe('Caddy in front of the votes’ port', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-caddy-'))
  let port: number
  let upstream: number
  let caddy: ReturnType<typeof spawn>
  let said = ''

  before(async () => {
    port = await freePort()
    upstream = await freePort()
    const file = readFileSync(join(guide, 'Caddyfile'), 'utf8')
      .replace('{\n', `{\n\tlocal_certs\n\tskip_install_trust\n\tadmin off\n\thttps_port ${port}\n`)
      .replace('{\n', `{\n\tauto_https disable_redirects\n`)
      .replace('127.0.0.1:4322', `127.0.0.1:${upstream}`)
    const path = join(folder, 'Caddyfile')
    writeFileSync(path, file)
    const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
    const adapted = spawnSync(program, ['adapt', '--config', path], { env, encoding: 'utf8' })
    assert.equal(adapted.status, 0, adapted.stderr)
    const config = JSON.parse(adapted.stdout) as { apps: { tls: object } }
    config.apps.tls = { ...config.apps.tls, session_tickets: { disabled: true } }
    writeFileSync(join(folder, 'caddy.json'), JSON.stringify(config))
    caddy = spawn(program, ['run', '--config', join(folder, 'caddy.json')], { env })
    for (const stream of [caddy.stdout, caddy.stderr]) stream!.on('data', (text) => (said += String(text)))
    while ((await send(Buffer.from('x')).catch(() => undefined)) === undefined) {
      assert.equal(caddy.exitCode, null, said)
      await pause(100)
    }
  })
  after(async () => {
    caddy?.kill()
    if (caddy?.exitCode === null) await once(caddy, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })

  interface Sent {
    readonly status: number
    readonly body: string
    readonly connection: string | undefined
    readonly wasGivenTicket: boolean
  }
  const send = (body: Uint8Array): Promise<Sent> =>
    new Promise((resolve, reject) => {
      let wasGivenTicket = false
      const tls = { servername: name, rejectUnauthorized: false, agent: false } as const
      const marks = {
        cookie: 'session=marked',
        'user-agent': 'marked',
        'x-real-ip': voter,
        forwarded: `for=${voter}`,
      }
      const headers = { host: name, 'content-type': voteType, 'content-length': body.length, ...marks }
      const asked = request(
        { ...tls, host: '127.0.0.1', port, localAddress: voter, path: votePath, method: 'POST', headers },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            const { statusCode: status = 0, headers } = response
            resolve({
              status,
              body: String(Buffer.concat(chunks)),
              connection: headers.connection,
              wasGivenTicket,
            })
          })
        },
      )
      asked.on('socket', (socket) => (socket as TLSSocket).on('session', () => (wasGivenTicket = true)))
      asked.on('error', reject)
      asked.end(body)
    })

  /** What reaches the votes' port, on its way there. */
  const withTap = async (to: number, run: (seen: () => string) => Promise<void>): Promise<void> => {
    const chunks: Buffer[] = []
    const sockets = new Set<Socket>()
    const tap = createServer((socket) => {
      const onward = connect(to, '127.0.0.1')
      for (const each of [socket, onward]) sockets.add(each.on('error', () => socket.destroy()))
      socket.on('data', (chunk: Buffer) => chunks.push(chunk)).pipe(onward)
      onward.pipe(socket)
    }).listen(upstream, '127.0.0.1')
    await once(tap, 'listening')
    try {
      await run(() => Buffer.concat(chunks).toString('latin1'))
    } finally {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => void tap.close(resolve))
    }
  }

  test('a vote comes through with nothing of its sender, on a connection of its own that is not resumed', () =>
    withTown(async (town) => {
      const settings = { url: undefined, relay: undefined }
      const listening = { host: '127.0.0.1', port: 0, settings, warn: assert.fail }
      await using opened = new AsyncDisposableStack()
      const { folder, ledger } = town
      const road = closeWith(opened, await openCityVoteRoad({ folder, ledger, ...listening }))
      await withTap(Number(new URL(road.url).port), async (seen) => {
        const sent = await send(packVote(town.cast(1, { ballot: 1, choice: 2 })))
        assert.match(sent.body, /"state":"recorded"/)
        assert.deepEqual([sent.status, sent.connection, sent.wasGivenTicket], [200, 'close', false])
        const [head = ''] = seen().split('\r\n\r\n')
        const fields = head
          .split('\r\n')
          .slice(1)
          .map((line) => line.split(':')[0]!.toLowerCase())
        const known = ['accept-encoding', 'content-length', 'content-type', 'host', 'user-agent']
        assert.deepEqual(fields.sort(), known)
        assert.doesNotMatch(head, new RegExp(`marked|${voter}`))
      })
      await withTap(Number(new URL(road.url).port), async (seen) => {
        await send(new Uint8Array(1_000_000)).catch(() => undefined)
        assert.ok(seen().length < 20_000, 'a body that is larger than any vote ends at Caddy')
      })
    }))

  test('of a vote that fails, because the city is away, nothing is written down', async () => {
    said = ''
    assert.equal((await send(Buffer.from('x'))).status, 502)
    await pause(200)
    assert.equal(said, '')
  })
})
