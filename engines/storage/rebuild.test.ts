import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { createConsensus } from '../cometbft/made-up-consensus.ts'
import { openCometBft } from '../cometbft/open.ts'
import { createHost } from '../host.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { openSolo } from '../solo/open.ts'
import { rebuildLedger } from './rebuild.ts'

const voters = createVoters(40)
const genesis = genesisFor(voters, Date.now() - 10_000)
const host = createHost()

const openCity = async (folder: string): Promise<Ledger> => {
  const ledger = await openSolo({ folder, rules, genesis })
  const closed = new Promise<void>((resolve) => {
    ledger.follow(({ timerEvents }) => void (timerEvents.length > 0 && resolve()))
  })
  assert.ok((await ledger.submit(signed(voters[0]!, { action: 'closeLater', input: { poll: 1 } }))).ok)
  for (let poll = 0; poll < 12; poll++) {
    const votes = voters.map((voter) => ledger.submit(signed(voter, { input: { poll, choice: 0 } })))
    for (const result of await Promise.all(votes)) assert.ok(result.ok)
  }
  await closed
  return ledger
}

/** The log's entries as a reader hands them over, as they are or as somebody changed them. */
async function* entriesOf(
  ledger: Ledger,
  { end = Infinity, change = (_: number, entry: Uint8Array): Uint8Array => entry } = {},
) {
  for (let start = 0; start < ledger.status().size; start += 100) {
    const bundle: Uint8Array[] = []
    for (let index = start; index < Math.min(start + 100, ledger.status().size); index++)
      bundle.push(change(index, (await ledger.entry(index))!))
    if (start >= end) throw new Error('the line is cut')
    yield bundle
  }
}

const rebuild = (folder: string, entries: AsyncIterable<readonly Uint8Array[]>) =>
  rebuildLedger({ folder, rules, host, entries })

test('a folder from only the log has the same entries and state, goes on alone, and under CometBFT', () =>
  temporaryFolder(async (folder) => {
    const city = await openCity(join(folder, 'city'))
    const stateRoot = bytesToHex(city.snapshot().stateRoot)
    for (const engine of ['solo', 'cometbft']) {
      const own = join(folder, engine)
      const rebuilt = await rebuild(own, entriesOf(city))
      assert.equal(bytesToHex(rebuilt.stateRoot), stateRoot)
      assert.equal(rebuilt.size, city.status().size)
    }
    const solo = await openSolo({ folder: join(folder, 'solo'), rules, genesis })
    assert.equal(bytesToHex(solo.snapshot().stateRoot), stateRoot)
    assert.ok((await solo.submit(signed(voters[0]!, { input: { poll: 99, choice: 0 } }))).ok)
    await solo.close()
    const socketPath = join(folder, 'app.sock')
    const agreed = await openCometBft({
      folder: join(folder, 'cometbft'),
      rules,
      genesis,
      socketPath,
      rpcUrl: 'http://127.0.0.1:1',
    })
    const consensus = await createConsensus(socketPath, genesis)
    const vote = signed(voters[0]!, { input: { poll: 99, choice: 0 } })
    assert.deepEqual(await consensus.decide({ time: Date.now(), transactions: [vote] }), [0])
    consensus.close()
    await agreed.close()
    await city.close()
  }))

test('a rebuild that was stopped goes on where it was, and not with the log of another', () =>
  temporaryFolder(async (folder) => {
    const city = await openCity(join(folder, 'city'))
    const own = join(folder, 'new')
    await assert.rejects(rebuild(own, entriesOf(city, { end: 300 })), /the line is cut/)
    const rebuilt = await rebuild(own, entriesOf(city))
    assert.deepEqual(rebuilt.stateRoot, city.snapshot().stateRoot)
    const other = await openCity(join(folder, 'other'))
    await assert.rejects(rebuild(own, entriesOf(other)), /the rules give another entry \d+ than the log has/)
    await other.close()
    await city.close()
  }))

test('an entry that the rules do not give, or nobody signed, is named', () =>
  temporaryFolder(async (folder) => {
    const city = await openCity(join(folder, 'city'))
    const changed = (at: number) => (index: number, entry: Uint8Array) => {
      if (index !== 50) return entry
      const copy = Uint8Array.from(entry)
      copy[at < 0 ? copy.length + at : at]! ^= 1
      return copy
    }
    await assert.rejects(
      rebuild(join(folder, 'receipt'), entriesOf(city, { change: changed(-1) })),
      /another entry 50 than|no transaction/,
    )
    await assert.rejects(
      rebuild(join(folder, 'signature'), entriesOf(city, { change: changed(150) })),
      /the signature of entry 50 is not valid|entry 50 of the log is no transaction/,
    )
    await city.close()
  }))
