import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { SoloLedger } from './open.ts'
import { nodeFiles, type Files } from '../storage/files.ts'
import { createFrameCodec } from '../storage/frame.ts'
import { openJournal, recoverFrames } from '../storage/journal.ts'
import { copyFolder, createVoters, genesisFor, rules, signed, temporaryFolder } from './made-up.ts'
import { openSolo } from './open.ts'

const voters = createVoters(30)
const genesis = genesisFor(voters, Date.now() - 1_000)
const never = { flushMs: 1_000_000 }
const codec = createFrameCodec(Buffer.from('secret'))
const frames = [1, 2, 3].map((height) => ({
  height,
  // The middle of an entry says MARU, as a transaction may, to mislead who looks for the next frame.
  entries: [Buffer.alloc(20, height), Buffer.from('..MARU\0\0\0\x10MARU..'), new Uint8Array(0)],
  checkpoint: `town\n${height}\n`,
}))

test('a last frame torn at any byte is cut off, and the frames before it are there', () =>
  temporaryFolder(async (folder) => {
    const { bytes, ends } = writeJournal(folder)
    for (let length = ends[1]!; length < bytes.length; length++) {
      for (const rest of [0, 100]) {
        // A file can be longer than what reached the disk: then zeros follow.
        writeFileSync(segment(folder), Buffer.concat([bytes.subarray(0, length), Buffer.alloc(rest)]))
        assert.deepEqual(recovered(folder), [1, 2])
        assert.equal(readFileSync(segment(folder)).length, ends[1])
      }
    }
  }))

test('a changed byte before the last frame is named with its file', () =>
  temporaryFolder(async (folder) => {
    const { bytes, ends } = writeJournal(folder)
    for (let at = 0; at < ends[1]!; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 0x41
      writeFileSync(segment(folder), changed)
      const offset = at < ends[0]! ? 0 : ends[0]!
      assert.throws(() => recovered(folder), { code: 'E2-damaged', file: segment(folder), offset })
    }
  }))

test('a missing block is named', () =>
  temporaryFolder(async (folder) => {
    const { bytes, ends } = writeJournal(folder)
    writeFileSync(segment(folder), Buffer.concat([bytes.subarray(0, ends[0]), bytes.subarray(ends[1])]))
    assert.throws(() => recovered(folder), /block 2 is missing before block 3/)
  }))

const faults: { readonly [name: string]: (armed: () => boolean) => Partial<Files> } = {
  'a failed fdatasync': (armed) => ({ sync: (fd) => (armed() ? fail('EIO') : nodeFiles.sync(fd)) }),
  'a full disk in the journal': (armed) => ({
    write: (fd, bytes) => {
      if (!armed()) return nodeFiles.write(fd, bytes)
      nodeFiles.write(fd, bytes.subarray(0, bytes.length / 2))
      fail('ENOSPC')
    },
  }),
  'a full disk in the log files': (armed) => ({
    replace: async (path, bytes) => (armed() ? fail('ENOSPC') : nodeFiles.replace(path, bytes)),
  }),
}

for (const [name, fault] of Object.entries(faults)) {
  test(`${name} stops the ledger, and a new start has all that was acknowledged`, () =>
    temporaryFolder(async (folder) => {
      let isArmed = false
      const files = { ...nodeFiles, ...fault(() => isArmed) }
      const ledger = await openSolo({ folder, rules, genesis, files, ...never })
      const ids = await voteAll(ledger, 0)
      isArmed = true
      ids.push(...(await voteAll(ledger, 1)))
      await ledger.flush()
      const { state, reason } = ledger.status()
      assert.equal(state, 'stopped')
      assert.match(reason!, /EIO|ENOSPC/)
      assert.deepEqual(await voteAll(ledger, 2), [])
      await ledger.close()
      const again = await openSolo({ folder, rules, genesis })
      for (const id of ids) assert.notEqual(await again.find(id), undefined)
      assert.equal((await voteAll(again, 3)).length, voters.length)
      await again.close()
    }))
}

test('a log shorter than what was published does not start', () =>
  temporaryFolder(async (folder) => {
    const [early, late] = [join(folder, 'early'), join(folder, 'late')]
    const ledger = await openSolo({ folder: late, rules, genesis, ...never })
    await ledger.flush()
    await copyFolder(late, early)
    await voteAll(ledger, 0)
    await ledger.close()
    await copyFolder(join(late, 'log'), join(early, 'log'))
    await assert.rejects(openSolo({ folder: early, rules, genesis }), /size \d+ was published already/)
  }))

test('a changed byte in a log file or in the state is named when it is read', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openSolo({ folder, rules, genesis, ...never })
    for (let poll = 0; poll < 30; poll++) await voteAll(ledger, poll)
    const { view } = ledger.snapshot()
    const [key, value] = [...view.range({ from: 'polls/votes/', to: 'polls/votes0', limit: 1 })][0]!
    await ledger.close()
    change(join(folder, 'log/tile/entries/001'), 5_000)
    change(join(folder, 'log/tile/0/002'), 40)
    const state = readFileSync(join(folder, 'state/data.mdb'))
    const wanted = Buffer.concat([Buffer.from(key, 'latin1'), value])
    const found: number[] = []
    for (let at = state.indexOf(wanted); at >= 0; at = state.indexOf(wanted, at + 1)) found.push(at)
    assert.ok(found.length > 0)
    for (const at of found) change(join(folder, 'state/data.mdb'), at + wanted.length - 1)

    const again = await openSolo({ folder, rules, genesis })
    await assert.rejects(again.entry(300), /entries\/001 is damaged/)
    await assert.rejects(again.tile('tile/entries/001'), /entries\/001 is damaged/)
    await assert.rejects(again.tile('tile/0/002'), /tile\/0\/002 is damaged/)
    await assert.rejects(again.proof(600), /tile\/0\/002 is damaged/)
    assert.throws(() => again.snapshot().view.get(key), { code: 'E2-damaged' })
    await again.close()
  }))

const segment = (folder: string): string => join(folder, readdirSync(folder)[0]!)

const recovered = (folder: string): number[] =>
  recoverFrames(nodeFiles, codec, folder, 0).map(({ height }) => height)

const writeJournal = (folder: string): { bytes: Buffer; ends: number[] } => {
  const journal = openJournal(nodeFiles, codec, folder, 1_000_000)
  const ends = frames.map((frame) => {
    journal.append(frame)
    return readFileSync(segment(folder)).length
  })
  journal.close()
  assert.deepEqual(recoverFrames(nodeFiles, codec, folder, 0).length, 3)
  return { bytes: readFileSync(segment(folder)), ends }
}

const voteAll = async (ledger: SoloLedger, poll: number): Promise<string[]> => {
  const results = await Promise.all(
    voters.map((voter) => ledger.submit(signed(voter, { input: { poll, choice: 0 } }))),
  )
  return results.flatMap((result) => (result.ok ? [result.value.id] : []))
}

const change = (path: string, at: number): void => {
  const bytes = readFileSync(path)
  bytes[at]! ^= 1
  writeFileSync(path, bytes)
}

const fail = (code: string): never => {
  throw Object.assign(new Error(`${code}: made-up fault`), { code })
}
