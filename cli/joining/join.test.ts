// The folder of a node that joins: with the network's policy in it, it cosigns the others' logs without an edit by hand.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { formatAddCheckpoint } from '@maru/kernel/log/add-checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { parsePolicy } from '@maru/kernel/log/policy.ts'
import { signNote, verifyNote } from '@maru/kernel/log/signature.ts'
import { formatVkey, LOG_KEY, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { openTestCity } from '@maru/testing/city.ts'
import { madeUpSigner } from '@maru/testing/made-up-log.ts'
import { openCityNode } from '../city-node.ts'
import { host } from '../host.ts'
import { networkPolicy } from '../network-keys.ts'
import { policyPathIn } from '../policy-file.ts'
import { createTerminal, type Terminal } from '../terminal.ts'
import { joinRunning } from './join.ts'

const log = madeUpSigner(`maru.${dev.chain}`, LOG_KEY)
const cosigner = madeUpSigner(`maru.${dev.chain}/validator-1`, WITNESS_KEY)
const first = { name: 'validator-1', logKey: log.vkey, cosignerKey: cosigner.vkey }

/** What CometBFT's RPC and a node's log answer, as one server. */
const withNetwork = async (run: (url: string) => Promise<void>): Promise<void> => {
  const time = new Date().toISOString()
  const answers: { readonly [path: string]: (url: string) => unknown } = {
    '/status': () => ({
      node_info: { id: 'ab'.repeat(20), listen_addr: 'tcp://127.0.0.1:26656', network: dev.chain },
      sync_info: {
        latest_block_height: '1',
        latest_block_time: time,
        earliest_block_height: '1',
        catching_up: false,
      },
    }),
    '/genesis': () => ({ genesis: { chain_id: dev.chain, app_state: {} } }),
    '/commit?height=1': () => ({
      signed_header: { header: { time }, commit: { block_id: { hash: 'A'.repeat(64) } } },
    }),
    '/log/policy': (url) => networkPolicy([{ ...first, url }]),
  }
  const server = createServer(({ url: path = '' }, response) => {
    const answer = answers[path]?.(url)
    if (answer === undefined) response.statusCode = 404
    response.end(typeof answer === 'string' ? answer : JSON.stringify({ jsonrpc: '2.0', result: answer }))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    await run(url)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const joinWith = async (...args: string[]) => {
  let said: { readonly forOthers?: readonly string[] } = {}
  const terminal: Terminal = { ...createTerminal(true, {}), answer: (value) => void (said = value) }
  await joinRunning(['join', '--city', 'dev', '--first-port', '27700', ...args], terminal)
  return said
}

test('it has the network’s policy with itself in it, and cosigns what another node has signed', () =>
  temporaryFolder((root) =>
    withNetwork(async (url) => {
      const folder = join(root, 'validator-5')
      const { forOthers } = await joinWith('--from', url, '--data', folder, '--policy', url)
      const text = readFileSync(policyPathIn(folder), 'utf8')
      const policy = parsePolicy(host.hash, text)
      assert.ok(policy.ok)
      assert.deepEqual(
        policy.value.logs.map((each) => each.url),
        [`${url}/log`, 'http://127.0.0.1:27702/log'],
      )
      assert.equal(policy.value.quorum?.name, 'validators', 'whom it counts, others decide')
      for (const line of forOthers!) assert.ok(text.includes(line), line)

      rmSync(join(folder, 'joining.json'))
      const city = await openTestCity({ folder, isSolo: true })
      const node = await openCityNode(folder, city.ledger)
      try {
        assert.equal(node.url, 'http://127.0.0.1:27702')
        const own = parseNote(city.ledger.publicLog.checkpoint())
        assert.ok(own.ok)
        const note = signNote(own.value.text, log.vkey, log.sign)
        // It may have cosigned its own checkpoint of this size meanwhile.
        const ask = (oldSize: number) =>
          fetch(`${node.url}/add-checkpoint`, {
            method: 'POST',
            body: formatAddCheckpoint({ oldSize, proof: [], note }),
          })
        const asked = await ask(0)
        const answer = asked.status === 409 ? await ask(Number(await asked.text())) : asked
        assert.equal(answer.status, 200)
        const cosigned = parseNote(note + (await answer.text()))
        assert.ok(cosigned.ok)
        const self = policy.value.witnesses.find(({ name }) => name === 'validator-5')!
        assert.ok(verifyNote(cosigned.value, [self.vkey], host.verifyEd25519).ok)
      } finally {
        await node.close()
        await city.close()
      }
    }),
  ))

test('what could not be used is refused before anything is written', () =>
  temporaryFolder((root) =>
    withNetwork(async (url) => {
      const folder = join(root, 'validator-1')
      const foreign = join(root, 'foreign')
      writeFileSync(
        foreign,
        networkPolicy([{ ...first, url }]).replaceAll(`maru.${dev.chain}+`, 'maru.other+'),
      )
      const from = ['--from', url, '--data', folder]
      await assert.rejects(joinWith(...from, '--policy', url), /has the name validator-1 already/)
      await assert.rejects(joinWith(...from, '--policy', url, '--name', 'My node'), /small letters/)
      await assert.rejects(joinWith(...from, '--policy', foreign, '--name', 'n'), /policy/)
      await assert.rejects(joinWith(...from, '--policy', `${url}/nothing`, '--name', 'n'), /shows no policy/)
      await assert.rejects(joinWith(...from, '--policy', join(root, 'gone'), '--name', 'n'), /is not there/)
      await assert.rejects(joinWith(...from, '--policy', url, '--url', 'here', '--name', 'n'), /--url is/)
      assert.equal(existsSync(folder), false)
    }),
  ))

test('a folder to begin from brings its policy along; without any the node is told to cosign nothing', () =>
  temporaryFolder((root) =>
    withNetwork(async (url) => {
      const { port } = new URL(url)
      const beside = join(root, 'validator-1')
      mkdirSync(beside)
      const settings = { city: 'dev', host: '127.0.0.1', rpcPort: Number(port), isDevelopment: true }
      writeFileSync(join(beside, 'node.json'), JSON.stringify(settings))
      writeFileSync(policyPathIn(beside), networkPolicy([{ ...first, url }]))
      const joined = join(root, 'fifth')
      await joinWith('--from', beside, '--data', joined, '--url', 'https://fifth.example/')
      assert.match(readFileSync(policyPathIn(joined), 'utf8'), /witness fifth \S+ https:\/\/fifth\.example$/m)
      assert.ok(readFileSync(policyPathIn(joined), 'utf8').includes(formatVkey(cosigner.vkey)))

      const alone = join(root, 'sixth')
      assert.equal((await joinWith('--from', url, '--data', alone)).forOthers, undefined)
      assert.equal(existsSync(policyPathIn(alone)), false)
      assert.equal(JSON.parse(readFileSync(join(alone, 'node.json'), 'utf8')).node, undefined)
    }),
  ))
