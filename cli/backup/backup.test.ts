import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { openSolo, type SoloLedger } from '@maru/engines/solo/open.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { backUp } from './backup.ts'
import { filesUnder } from './parts.ts'
import { restoreBackup } from './restore.ts'

const voters = createVoters(60)
const genesis = genesisFor(voters, Date.now() - 10_000)
const silent = (): void => undefined

const open = (folder: string): Promise<SoloLedger> => openSolo({ folder, rules, genesis, flushMs: 50 })

const voteAll = async (ledger: SoloLedger, poll: number): Promise<void> => {
  const votes = voters.map((voter) => ledger.submit(signed(voter, { input: { poll, choice: 0 } })))
  for (const result of await Promise.all(votes)) assert.ok(result.ok)
}

const restore = (from: string, data: string) => restoreBackup({ from, data, rpcUrls: [], signer: undefined })

/** The restored city has what the other has up to where it goes, and goes on. */
const checkRestored = async (folder: string, original: SoloLedger, sizeMin: number): Promise<void> => {
  const ledger = await open(folder)
  const { size } = ledger.snapshot()
  assert.ok(size >= sizeMin, `${size} entries of ${sizeMin}`)
  for (let index = 0; index < size; index++)
    assert.deepEqual(Buffer.from((await ledger.entry(index))!), Buffer.from((await original.entry(index))!))
  assert.equal(ledger.vkey, original.vkey)
  await voteAll(ledger, 9_000)
  await ledger.close()
}

test('a drill: copies of a running city, made while votes are cast, are restored and go on', () =>
  temporaryFolder(async (folder) => {
    const [data, to] = [join(folder, 'city'), join(folder, 'backup')]
    const ledger = await open(data)
    let isVoting = true
    const voting = (async () => {
      for (let poll = 0; isVoting; poll++) await voteAll(ledger, poll)
    })()
    const fresh: number[] = []
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => void setTimeout(resolve, 400))
      const backup = await backUp({ data, to, onProgress: silent })
      assert.ok(backup.isOfRunning)
      assert.equal(backup.hasBlocks, false)
      fresh.push(backup.newLogFiles)
      const restored = join(folder, `restored-${round}`)
      assert.equal((await restore(to, restored)).stateRoot, backup.stateRoot)
      await checkRestored(restored, ledger, backup.size)
    }
    isVoting = false
    await voting
    assert.deepEqual(readdirSync(to).sort(), ['backup.json', 'log', 'parts-3'])
    await ledger.close()
    // Nothing was recorded since: nothing of the log is copied twice.
    await backUp({ data, to, onProgress: silent })
    const again = await backUp({ data, to, onProgress: silent })
    assert.equal(again.newLogFiles, 0)
    assert.equal(again.isOfRunning, false)
    const tile = 'log/tile/entries/000'
    assert.equal(
      statSync(join(to, tile)).ino,
      statSync(join(data, tile)).ino,
      'a full tile takes no room twice',
    )
  }))

test('a backup in which anything is damaged is not restored, and the file is named', () =>
  temporaryFolder(async (folder) => {
    const [data, to] = [join(folder, 'city'), join(folder, 'backup')]
    const ledger = await open(data)
    for (let poll = 0; poll < 6; poll++) await voteAll(ledger, poll)
    await ledger.close()
    await backUp({ data, to, onProgress: silent })
    let tries = 0
    const flip = async (path: string, at: number, expected: RegExp): Promise<void> => {
      const whole = readFileSync(path)
      const changed = Buffer.from(whole)
      changed[at]! ^= 1
      rmSync(path)
      writeFileSync(path, changed)
      await assert.rejects(restore(to, join(folder, `restored-${tries++}`)), expected)
      writeFileSync(path, whole)
    }
    await flip(join(to, 'log/tile/entries/000'), 700, /tile\/entries\/000 is damaged: entry \d+/)
    await flip(join(to, 'log/tile/0/000'), 700, /is damaged|do not give the root/)
    const state = join(to, 'parts-1/state/data.mdb')
    const row = readFileSync(state).indexOf('polls/votes/')
    await flip(state, row + 14, /is damaged|is not what was written|state root/)
    rmSync(join(to, 'backup.json'))
    await assert.rejects(restore(to, join(folder, 'none')), /no whole backup/)
  }))

test('what a stop leaves of a backup is no backup, and the one before stays', () =>
  temporaryFolder(async (folder) => {
    const [data, to] = [join(folder, 'city'), join(folder, 'backup')]
    const ledger = await open(data)
    await voteAll(ledger, 0)
    await ledger.flush()
    const first = await backUp({ data, to, onProgress: silent })
    await voteAll(ledger, 1)
    await ledger.flush()
    const stopped = backUp({
      data,
      to,
      onProgress: () => {
        throw new Error('stopped')
      },
    })
    await assert.rejects(stopped, /stopped/)
    assert.ok(existsSync(join(to, 'parts-2.new')))
    assert.equal((await restore(to, join(folder, 'restored'))).stateRoot, first.stateRoot)
    const next = await backUp({ data, to, onProgress: silent })
    assert.ok(next.size > first.size)
    assert.equal(next.stateRoot, bytesToHex(ledger.snapshot().stateRoot))
    assert.deepEqual(readdirSync(to).sort(), ['backup.json', 'log', 'parts-2'])
    await ledger.close()
  }))

test('no key that must not be on two machines is in a backup', () =>
  temporaryFolder(async (folder) => {
    const [data, to] = [join(folder, 'city'), join(folder, 'backup')]
    const ledger = await open(data)
    await voteAll(ledger, 0)
    await ledger.close()
    for (const name of ['config', 'data']) mkdirSync(join(data, 'cometbft', name), { recursive: true })
    const secret = ['config/priv_validator_key.json', 'data/priv_validator_state.json']
    for (const name of [...secret, 'config/node_key.json', 'config/config.toml', 'data/blocks'])
      writeFileSync(join(data, 'cometbft', name), '{"height":"7"}')
    for (const name of ['cosigner-key', 'node.json']) writeFileSync(join(data, name), '{}')
    const backup = await backUp({ data, to, onProgress: silent })
    assert.equal(backup.hasBlocks, true)
    const names = filesUnder(to).filter((name) => /priv_validator|cosigner/.test(name))
    assert.deepEqual(names, [])
    const restored = join(folder, 'restored')
    await restore(to, restored)
    assert.ok(existsSync(join(restored, 'cometbft/data/blocks')))
    const state = readFileSync(join(restored, 'cometbft', secret[1]!), 'utf8')
    assert.equal(JSON.parse(state).height, '0', 'of a key that is new')
    assert.notEqual(readFileSync(join(restored, 'cometbft', secret[0]!), 'utf8'), '{"height":"7"}')
    const kept = join(folder, 'kept')
    await restoreBackup({ from: to, data: kept, rpcUrls: [], signer: data })
    for (const name of secret)
      assert.equal(readFileSync(join(kept, 'cometbft', name), 'utf8'), '{"height":"7"}')
  }))
