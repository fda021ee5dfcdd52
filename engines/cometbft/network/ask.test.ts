import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { askNetwork, trustPeriodMs } from './ask.ts'

const now = Date.parse('2026-11-30T12:00:00Z')
const hashOf = (height: number, made: string): string => `${made}${height}`.padStart(64, '0')

interface MadeUpNode {
  readonly earliest?: number
  readonly isCatchingUp?: boolean
  readonly made?: string
  readonly chain?: string
}

/** A node with a block every ten minutes, the last of which is block 3,000. */
const withNode = async (
  node: MadeUpNode,
  run: (url: string, asked: string[]) => Promise<void>,
): Promise<void> => {
  const { earliest = 1, isCatchingUp = false, made = 'A', chain = 'town' } = node
  const asked: string[] = []
  const timeOf = (height: number): string => new Date(now - (3_000 - height) * 600_000).toISOString()
  const resultOf = (path: string): unknown => {
    if (path === '/status')
      return {
        node_info: { id: 'ab'.repeat(20), listen_addr: 'tcp://0.0.0.0:26656', network: chain },
        sync_info: {
          latest_block_height: '3000',
          latest_block_time: timeOf(3_000),
          earliest_block_height: String(earliest),
          catching_up: isCatchingUp,
        },
      }
    if (path === '/genesis') return { genesis: { chain_id: chain, app_state: {} } }
    const height = Number(path.split('=')[1])
    return {
      signed_header: {
        header: { time: timeOf(height) },
        commit: { block_id: { hash: hashOf(height, made) } },
      },
    }
  }
  const server = createServer((request, response) => {
    asked.push(request.url!)
    response.end(JSON.stringify({ jsonrpc: '2.0', result: resultOf(request.url!) }))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('a new node learns peers, genesis, and a block of the younger half of the trust period', () =>
  withNode({}, async (url, asked) => {
    const network = await askNetwork([url])
    const height = 3_000 - trustPeriodMs / 2 / 600_000
    assert.deepEqual(network.trusted, { height, hash: hashOf(height, 'A') })
    assert.deepEqual(network.peers, [`${'ab'.repeat(20)}@127.0.0.1:26656`])
    assert.equal(network.chain, 'town')
    assert.ok(asked.length < 20, `${asked.length} requests`)
  }))

test('where older blocks are gone, the first that is there is trusted', () =>
  withNode({ earliest: 2_900 }, async (url) => {
    assert.equal((await askNetwork([url])).trusted.height, 2_900)
  }))

test('nodes that show another block, another genesis, or are not there yet are told', () =>
  withNode({}, (url) =>
    withNode({ made: 'B' }, async (other) => {
      await assert.rejects(askNetwork([url, other]), /says that block .* before you know who of them lies/)
      const known = { height: 2_950, hash: hashOf(2_950, 'A') }
      assert.deepEqual((await askNetwork([url], known)).trusted, known)
      await assert.rejects(askNetwork([other], known), /who of them lies/)
      await withNode({ chain: 'village' }, (third) =>
        assert.rejects(askNetwork([url, third]), /are not of one network/),
      )
      await withNode({ isCatchingUp: true }, (third) =>
        assert.rejects(askNetwork([third]), /still catching up/),
      )
    }),
  ))

test('what answers otherwise than CometBFT is named', async () => {
  const server = createServer((_, response) => void response.end('<html>'))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await assert.rejects(askNetwork([`http://127.0.0.1:${port}`]), /does not answer as CometBFT does/)
  server.closeAllConnections()
  server.close()
})
