// A receipt that a real network of four vouches for, checked by the command line, and by a program that is not ours.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { Comet38Client } from '@cosmjs/tendermint-rpc'
import { developmentSigner } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { newKey } from '@maru/client/new-key.ts'
import { rpcUrlOf } from '@maru/engines/cometbft/network/home.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { parseLightBundle } from '@maru/kernel/consensus/bundle.ts'
import { headerHash } from '@maru/kernel/consensus/header.ts'
import { checkLight } from '@maru/verifier/check-light.ts'
import { dev } from '@maru/cities/dev.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'
import { type RealNode, withoutCometBft, withRealNetwork } from '@maru/testing/real-network.ts'
import { withTown } from '@maru/testing/server-city.ts'
import { host } from './host.ts'

const maru = (...args: string[]): Promise<{ code: number; stdout: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], (_, stdout) =>
      resolve({ code: child.exitCode ?? -1, stdout }),
    )
  })

test('four validators vouch for a receipt', { skip: withoutCometBft }, () =>
  withRealNetwork({ count: 4, firstPort: 27_500 }, async ({ folder, nodes, url, chain }) => {
    const { ledger, validator } = nodes[0]!
    const key = newKey(namedSigner('resident'), chain)
    const input = { ...key, district: dev.districts[0]!.id, birthYearBand: 1980 }
    const result = await ledger.submit(
      signTransaction(
        registrar,
        { service: 'residents', action: 'enrol-resident', input },
        { chain, validUntil: Date.now() + 60_000 },
      ),
    )
    assert.ok(result.ok)
    const { id, index } = result.value

    const answer = await fetch(`${url}/api/receipts/${id}/light`)
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-disposition') ?? '', /\.maru-light"$/)
    const file = await answer.text()
    const start = await (await fetch(`${url}/api/light/genesis`)).text()
    const [light, genesis] = [join(folder, 'vote.maru-light'), join(folder, 'genesis.json')]
    await Promise.all([writeFile(light, file), writeFile(genesis, start)])

    const checked = await maru('receipt', 'check', light, '--genesis', genesis, '--json')
    const { validators, ...told } = JSON.parse(checked.stdout)
    assert.deepEqual([checked.code, told.ok, told.id, told.index], [0, true, id, index])
    assert.equal(validators.length, 4)
    assert.ok(told.power * 3 > told.totalPower * 2)
    const said = await maru('receipt', 'check', light, '--genesis', genesis)
    assert.match(said.stdout, /[34] of 4 validators with (75|100)% of the voting power have signed this/)

    // CosmJS reads the same headers from CometBFT, and hashes of ours are the ones that it was told.
    const client = await Comet38Client.connect(rpcUrlOf(validator))
    const bundle = parseLightBundle(file)
    assert.ok(bundle.ok)
    for (const { header, commit } of bundle.value.blocks) {
      const theirs = await client.commit(header.height)
      assert.deepEqual(headerHash(host.hash, header), theirs.commit.blockId.hash)
      assert.deepEqual(commit.block.hash, theirs.commit.blockId.hash)
      assert.deepEqual(header.appHash, theirs.header.appHash)
      assert.deepEqual(header.validatorsHash, theirs.header.validatorsHash)
    }
    client.disconnect()

    const whole = await maru('verify', url, '--genesis', genesis, '--json')
    const recounted = JSON.parse(whole.stdout)
    assert.deepEqual([whole.code, recounted.root], [0, recounted.validators.root])

    await forgeries(file, JSON.parse(start))
    await afterAChange(nodes, url, JSON.parse(start))
  }),
)

const forgeries = async (file: string, start: { chain_id: string; validators: object[] }) => {
  const judge = async (text: string, from: object = start) => {
    const result = await checkLight(host, from, text)
    return result.ok ? 'ok' : result.code
  }
  assert.equal(await judge(file), 'ok')
  assert.equal(await judge(file, { ...start, chain_id: 'other-1' }), 'header-chain')
  assert.equal(await judge(file.replace(/"voting_power":"10"/, '"voting_power":"99"')), 'validators-hash')
  assert.equal(await judge(file.replace(/"app_hash":"./, '"app_hash":"?')), 'light-malformed')
  // What nobody vouches for is the log's own signature, at the end.
  for (let at = 30; at < file.indexOf('\u2014'); at += 301) {
    const other = file[at] === 'A' ? 'B' : 'A'
    const changed = `${file.slice(0, at)}${other}${file.slice(at + 1)}`
    assert.notEqual(await judge(changed), 'ok', file.slice(at - 20, at + 20))
  }
}

/** The institutions give one validator more power: receipts are vouched for by the new set, from the same genesis. */
const afterAChange = async (nodes: readonly RealNode[], url: string, start: object): Promise<void> => {
  const { ledger, validator } = nodes[1]!
  const { chain } = ledger.genesis
  const act = async (officer: string, action: string, input: CborValue) => {
    const wish = { service: 'governance', action, input }
    const options = { chain, validUntil: Date.now() + 60_000 }
    const result = await ledger.submit(signTransaction(developmentSigner(officer), wish, options))
    assert.ok(result.ok, result.ok ? '' : result.refusal.code)
  }
  const address = bytesToHex(validator.keys.voting.address)
  const wanted = { kind: 'change-power', validator: address, power: 20 }
  await act('city-1', 'propose-change', { wanted, from: 0 })
  for (const officer of ['city-2', 'council-1', 'council-2', 'election-1', 'election-2'])
    await act(officer, 'approve-change', { change: 1 })
  const until = Date.now() + 30_000
  for (let change = 2; ; change++) {
    assert.ok(Date.now() < until, 'the change never came into force')
    // The newest checkpoint is signed by those who were validators when it came about.
    const other = { kind: 'set-parameter', service: 'debates', name: 'debateDays', value: 20 + change }
    await act('university-1', 'propose-change', { wanted: other, from: 0 })
    const answer = await fetch(`${url}/api/light`)
    if (answer.ok) {
      const checked = await checkLight(host, start, await answer.text())
      assert.ok(checked.ok, checked.ok ? '' : checked.code)
      if (checked.value.totalPower === 50) return
    }
  }
}

test('a city on one server says that nobody else vouches for it', () =>
  withTown(async ({ app }) => {
    for (const path of ['/api/light', '/api/light/genesis', `/api/receipts/${'0'.repeat(64)}/light`]) {
      const answer = await app.inject(path)
      assert.deepEqual([answer.statusCode, answer.json().code], [404, 'S28-no-validators'], path)
    }
  }))

test('a receipt without signatures of validators is not checked by them', async () => {
  const { code } = await maru('receipt', 'check', join(import.meta.dirname, 'main.ts'), '--genesis', 'x')
  assert.equal(code, 2)
})
