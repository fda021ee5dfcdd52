import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { withTown } from '@maru/testing/server-city.ts'
import { openCityVoteRoad, readVoteSettings, votePortOf } from './city-vote-road.ts'
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
