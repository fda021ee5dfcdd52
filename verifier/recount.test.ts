// A recount agrees with the city that wrote the log, and names by a stable code what was done to it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import { runQuery } from '@maru/kernel/execute.ts'
import { services } from '@maru/services/index.ts'
import { openTestCity, recordedOf, type TestCity } from '@maru/testing/city.ts'
import { copyLog, problemOf, recountCopy, withFile, type LogCopy } from '@maru/testing/log-copy.ts'
import { recount } from './recount.ts'
import { folderSource } from './sources.ts'
import { host } from '@maru/cli/host.ts'

describe('a city of 40 residents and 10 proposals', () => {
  let city: TestCity
  let log: LogCopy
  before(async () => {
    city = await openTestCity()
    const residents = await city.enrol(40)
    for (let round = 1; round <= 10; round++) {
      city.advance(61_000)
      const proposal = await city.openProposal(residents[round]!)
      const supporters = residents.slice(0, 40 - 2 * round)
      const outcomes = await Promise.all(supporters.map((signer) => city.support(signer, proposal)))
      for (const outcome of outcomes) recordedOf(outcome)
    }
    const withdrawal = { proposal: 1 }
    recordedOf(await city.act(residents[0]!, 'proposals', 'withdraw-support', withdrawal))
    await city.ledger.flush()
    log = await copyLog(city.folder)
  })
  after(() => city.close())

  test('is recounted from its folder: figures and tallies are what the city says', async () => {
    const source = await folderSource(city.folder)
    const { figures, state, genesis } = await recount({ source, vkey: log.vkey, services, ...host })
    const { size, height, time, stateRoot } = city.ledger.snapshot()
    assert.ok(size > 256 && size % 256 > 0, `${size} entries fill a tile and begin another`)
    assert.deepEqual(genesis, city.genesis)
    assert.deepEqual(figures, {
      chain: city.genesis.chain,
      origin: `maru.${city.genesis.chain}`,
      size,
      root: Buffer.from(city.ledger.checkpoint().split('\n')[2]!, 'base64').toString('hex'),
      height,
      time,
      transactions: size - height - 2,
      accounts: 40 + dev.officers.length,
      stateRoot: bytesToHex(stateRoot),
    })
    const proposals = services.find(({ name }) => name === 'proposals')!
    for (const query of ['tallies', 'thresholds']) {
      const input = proposals.queries[query]!.input.parse({})
      assert.deepEqual(runQuery(proposals, state, figures, query, input), city.query('proposals', query))
    }
    const { tallies } = city.query('proposals', 'tallies') as {
      tallies: { supports: number; state: string }[]
    }
    assert.deepEqual(
      tallies.map(({ supports }) => supports),
      [37, 36, 34, 32, 30, 28, 26, 24, 22, 20],
    )
    assert.ok(tallies.every(({ state }) => state === 'debate'))
  })

  test('is not recounted where a resident did not sign for their own key', async () => {
    const verifySignature: VerifySignature = (check) =>
      Buffer.from(check.message).includes('this key speaks for')
        ? Promise.resolve(false)
        : host.verifySignature(check)
    const { code, index } = (await problemOf(log, verifySignature))!
    assert.deepEqual([code, index], ['V5-signature', 2])
  })

  test('another key does not open its checkpoint', async () => {
    const other = await openTestCity()
    const problem = await problemOf({ ...log, vkey: other.ledger.vkey })
    assert.deepEqual([problem?.code, problem?.path], ['V2-checkpoint', 'checkpoint'])
    await other.close()
  })

  test('a checkpoint that another key signed is not taken', async () => {
    const other = await openTestCity()
    const checkpoint = new TextEncoder().encode(other.ledger.checkpoint())
    const problem = await problemOf(withFile(log, 'checkpoint', checkpoint))
    assert.deepEqual([problem?.code, problem?.path], ['V2-checkpoint', 'checkpoint'])
    await other.close()
  })

  test('a key that is none is named', async () => {
    assert.equal((await problemOf({ ...log, vkey: 'a poster with a stain' }))?.code, 'V1-vkey')
  })

  test('a bundle cut short is named', async () => {
    const path = 'tile/entries/000'
    const problem = await problemOf(withFile(log, path, log.files.get(path)!.subarray(0, -1)))
    assert.deepEqual([problem?.code, problem?.path], ['V3-bundle', path])
  })

  test('every file that the checkpoint needs is missed', async () => {
    const { size } = city.ledger.status()
    const needed = ['tile/0/000', `tile/0/001.p/${size - 256}`, 'tile/1/000.p/1', 'checkpoint']
    for (const path of [...needed, 'tile/entries/000', `tile/entries/001.p/${size - 256}`]) {
      assert.ok(log.files.has(path), path)
      const problem = await problemOf(withFile(log, path, undefined))
      assert.deepEqual([problem?.code, problem?.path], ['V3-missing', path])
    }
  })

  test('a file that belongs to no log is named', async () => {
    const problem = await problemOf(withFile(log, 'tile/notes', new Uint8Array(1)))
    assert.deepEqual([problem?.code, problem?.path], ['V7-stray-file', 'tile/notes'])
  })

  test('the copy itself passes', async () => {
    assert.equal((await recountCopy(log)).figures.size, city.ledger.status().size)
  })
})
