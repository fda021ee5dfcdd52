import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sha256 } from '../host.ts'
import { verifyEd25519 } from '../verify-ed25519.ts'
import { createVoters, genesisFor, rules, signed, temporaryFolder } from '../solo/made-up.ts'
import { openSolo, type SoloLedger } from '../solo/open.ts'
import { openCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { entriesPath, tilePath, tilesForSize } from '@maru/kernel/log/tile.ts'
import { checkProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'

const voters = createVoters(60)
const genesis = genesisFor(voters, Date.now() - 1_000)
const openIn = (folder: string, isCosigned: boolean): Promise<SoloLedger> =>
  openSolo({ folder, rules, genesis, flushMs: 1_000_000, isCosigned })

let poll = 0
const vote = async (ledger: SoloLedger): Promise<void> => {
  poll++
  const results = await Promise.all(
    voters.map((voter) => ledger.submit(signed(voter, { input: { poll, choice: 0 } }))),
  )
  assert.ok(results.every(({ ok }) => ok))
}

const sizeOf = (note: string): number => Number(note.split('\n')[1])
const fileOf = (folder: string): string => readFileSync(join(folder, 'log/checkpoint'), 'utf8')

/** Every file that a reader of the checkpoint in the folder asks for, by the name that it asks for. */
const missingFiles = (folder: string): string[] =>
  tilesForSize(sizeOf(fileOf(folder)))
    .flatMap((tile) =>
      tile.level === 0 ? [tilePath(tile), entriesPath(tile.index, tile.width)] : [tilePath(tile)],
    )
    .filter((path) => !existsSync(join(folder, 'log', path)))

test('while nobody cosigns, everyone is shown the newest checkpoint', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openIn(folder, false)
    await vote(ledger)
    assert.equal(ledger.publicLog.checkpoint(), ledger.checkpoint())
    assert.equal(await ledger.publicLog.proof(3), await ledger.proof(3))
    await ledger.flush()
    assert.equal(fileOf(folder), ledger.checkpoint())
    await ledger.close()
  }))

test('a checkpoint that others have cosigned is shown until there is a newer one, over a start too', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openIn(folder, true)
    await vote(ledger)
    const note = ledger.checkpoint()
    ledger.publicLog.publish(note)
    await vote(ledger)
    assert.equal(ledger.publicLog.checkpoint(), note)
    const [under, beyond] = [sizeOf(note) - 1, sizeOf(note)]
    assert.ok((await ledger.publicLog.proof(under)).endsWith(note))
    assert.ok((await ledger.publicLog.proof(beyond)).endsWith(ledger.checkpoint()))
    const key = parseVkey(sha256, ledger.vkey)
    for (const index of [0, under, beyond]) {
      const entry = (await ledger.entry(index))!
      const checked = checkProof(
        sha256,
        verifyEd25519,
        await ledger.publicLog.proof(index),
        entry,
        key.ok ? key.value : assert.fail(),
      )
      assert.ok(checked.ok && checked.value.index === index)
    }
    await ledger.close()
    assert.equal(fileOf(folder), note)
    const again = await openIn(folder, true)
    assert.equal(again.publicLog.checkpoint(), note)
    again.publicLog.publish(undefined)
    assert.equal(again.publicLog.checkpoint(), again.checkpoint())
    await again.close()
    assert.equal(fileOf(folder), again.checkpoint())
  }))

test('the files under the shown checkpoint are all there, however far the log is ahead of it', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openIn(folder, true)
    for (let round = 0; round < 13; round++) {
      await vote(ledger)
      if (round % 5 === 1) ledger.publicLog.publish(ledger.checkpoint())
      await ledger.flush()
      assert.deepEqual(missingFiles(folder), [], `round ${round}`)
      assert.equal(fileOf(folder), ledger.publicLog.checkpoint())
    }
    const behind = sizeOf(fileOf(folder))
    assert.ok(Math.floor(behind / 256) < Math.floor(ledger.status().size / 256), 'a tile filled meanwhile')
    ledger.publicLog.publish(ledger.checkpoint())
    await ledger.flush()
    assert.deepEqual(missingFiles(folder), [])
    const partials = readdirSync(join(folder, 'log/tile/entries')).filter((name) => name.endsWith('.p'))
    assert.equal(partials.length, 1, 'only the last bundle has partial files')
    await ledger.close()
  }))

test('what is no checkpoint of this log is not shown', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openIn(folder, true)
    await vote(ledger)
    const { publish } = ledger.publicLog
    assert.throws(() => publish('hello'), RangeError)
    assert.throws(() => publish(ledger.checkpoint().replace(/\n\d+\n/, '\n3\n')), RangeError)
    await ledger.close()
  }))

test('a copy of the folder with a new key signs and shows its checkpoint with that', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openIn(folder, true)
    await vote(ledger)
    ledger.publicLog.publish(ledger.checkpoint())
    await ledger.close()
    for (const name of ['key', 'vkey']) rmSync(join(folder, name))
    const again = await openIn(folder, true)
    assert.notEqual(again.vkey, ledger.vkey)
    const key = parseVkey(sha256, again.vkey)
    assert.ok(key.ok)
    for (const note of [again.checkpoint(), again.publicLog.checkpoint()])
      assert.ok(openCheckpoint(note, key.value, verifyEd25519).ok)
    await vote(again)
    await again.close()
    assert.ok(openCheckpoint(fileOf(folder), key.value, verifyEd25519).ok)
  }))
