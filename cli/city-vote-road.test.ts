import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { withTown } from '@maru/testing/server-city.ts'
import { openCityVoteRoad, readVoteSettings, votePortOf, type VoteSettings } from './city-vote-road.ts'
import { UsageError } from './terminal.ts'

const main = join(import.meta.dirname, 'main.ts')

test('the votes’ port is the one after the city’s, unless it is named', () => {
  assert.equal(votePortOf(undefined, 4321), 4322)
  assert.equal(votePortOf('9000', 4321), 9000)
  assert.equal(votePortOf(undefined, 0), 0)
  for (const port of ['x', '-1', '65536', '1.5']) assert.throws(() => votePortOf(port, 4321), UsageError)
})

test('browsers are told the addresses that were set, and nothing but origins', () =>
  withTown(async ({ ledger, folder }) => {
    const open = (environment: { readonly [name: string]: string }) =>
      openCityVoteRoad({
        folder,
        ledger,
        host: '127.0.0.1',
        port: 0,
        settings: readVoteSettings(environment),
        warn: assert.fail,
      })
    const named = { MARU_VOTE_URL: 'https://vote.example.org/', MARU_VOTE_RELAY: 'https://relay.example.net' }
    const road = await open(named)
    assert.deepEqual([road.url, road.relay], ['https://vote.example.org', 'https://relay.example.net'])
    await road.close()
    for (const name of Object.keys(named))
      assert.throws(() => readVoteSettings({ [name]: 'vote.example.org' }), new RegExp(name))
  }))

test('a city that people reach from elsewhere is told when its votes’ port has no address there', () =>
  withTown(async ({ ledger, folder }) => {
    const warned = async (origin: string, settings: Partial<VoteSettings>): Promise<readonly string[]> => {
      const lines: string[] = []
      const warn = (line: string) => void lines.push(line)
      const place = { folder, ledger, host: '127.0.0.1', port: 0, origin, warn }
      const road = await openCityVoteRoad({
        ...place,
        settings: { url: undefined, relay: undefined, ...settings },
      })
      await road.close()
      return lines
    }
    assert.match((await warned('https://city.example.org', {})).join(), /MARU_VOTE_URL/)
    assert.deepEqual(await warned('https://city.example.org', { url: 'https://vote.example.org' }), [])
    assert.deepEqual(await warned('http://localhost:4321', {}), [])
  }))

test(
  'maru relay says what is wrong with a call, and hands on what it gets',
  { timeout: 60_000 },
  async () => {
    for (const call of [[], ['--to', 'nowhere'], ['--to', 'https://a.example', '--port', 'x']])
      assert.equal(spawnSync(process.execPath, [main, 'relay', ...call]).status, 2)
    const relay = spawn(
      process.execPath,
      [main, 'relay', '--to', 'http://127.0.0.1:1', '--port', '0', '--json'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    try {
      const [line] = (await once(createInterface({ input: relay.stdout }), 'line')) as [string]
      const { url } = JSON.parse(line) as { readonly url: string }
      const response = await fetch(`${url}/ohttp-keys`)
      assert.equal(response.status, 502)
      assert.equal(((await response.json()) as { code: string }).code, 'W5-gateway-silent')
    } finally {
      relay.kill()
    }
  },
)
