// A node by state sync, one restored from a backup, and one rebuilt from only the log.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { createConsensus } from '@maru/engines/cometbft/made-up-consensus.ts'
import {
  at,
  dialJoining,
  genesis,
  newFolder,
  openMadeUp,
  openOld,
  socketOf,
} from '@maru/engines/cometbft/made-up-joining.ts'
import type { CometBftLedger } from '@maru/engines/cometbft/open.ts'
import { rules, temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { rebuildLedger } from '@maru/engines/storage/rebuild.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { readCheckpoint, readEntries } from '@maru/verifier/log-reader.ts'
import { folderSource } from '@maru/verifier/sources.ts'
import { host } from '../host.ts'
import { backUp } from './backup.ts'
import { restoreBackup } from './restore.ts'

const rootOf = (ledger: CometBftLedger): string => bytesToHex(ledger.snapshot().stateRoot)

/** The last transactions of the log, each of which has a block to itself. */
const lastVotes = async (ledger: CometBftLedger, count: number): Promise<Uint8Array[]> => {
  const votes: Uint8Array[] = []
  for (let index = 0; index < ledger.status().size; index++) {
    const entry = decodeEntry((await ledger.entry(index))!)
    if (entry?.kind === 'transaction') votes.push(entry.bytes)
  }
  return votes.slice(-count)
}

test('a node by state sync, one from a backup and one from only the log have the same state root', () =>
  temporaryFolder(async (folder) => {
    const old = await openOld(join(folder, 'old'))
    await old.ledger.flush()
    const wanted = rootOf(old.ledger)

    const joined = await newFolder(join(folder, 'joined'))
    const opening = openMadeUp(joined)
    const joining = await dialJoining(joined)
    await joining.offer(old.snapshot, old.appHash)
    for (let index = 0; index < old.snapshot.chunks; index++)
      await joining.apply(index, await old.chunk(index))
    joining.close()
    const byStateSync = await opening
    const consensus = await createConsensus(socketOf(joined), genesis)
    for (const [second, vote] of (await lastVotes(old.ledger, 2)).entries())
      await consensus.decide({ time: at(3 + second), transactions: [vote] })
    assert.equal(rootOf(byStateSync), wanted)
    consensus.close()
    await byStateSync.close()

    const backup = join(folder, 'backup')
    await backUp({ data: join(folder, 'old'), to: backup, onProgress: () => undefined })
    const restored = join(folder, 'restored')
    await restoreBackup({ from: backup, data: restored, rpcUrls: [], signer: undefined })
    const byBackup = await openMadeUp(restored)
    const goingOn = await createConsensus(socketOf(restored), genesis)
    assert.equal(rootOf(byBackup), wanted)
    assert.equal(goingOn.height(), 5)
    goingOn.close()
    await byBackup.close()

    const source = await folderSource(join(folder, 'old'))
    const trust = { vkey: old.ledger.vkey }
    const checkpoint = await readCheckpoint(source, trust, host.hash, host.verifyEd25519)
    const entries = readEntries(source, checkpoint, host.hash)
    const byLog = await rebuildLedger({ folder: join(folder, 'rebuilt'), rules, host, entries })
    assert.equal(bytesToHex(byLog.stateRoot), wanted)
    assert.deepEqual(byLog.root, checkpoint.root)
    await old.close()
  }))
