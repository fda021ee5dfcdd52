// A node that joins by a snapshot, with a made-up CometBFT on both sides: what is offered is what the other node keeps.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  CheckTxType,
  ResponseApplySnapshotChunk_Result as Applied,
  ResponseOfferSnapshot_Result as Offered,
} from 'cosmjs-types/tendermint/abci/types'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { copyFolder, temporaryFolder } from '../solo/made-up.ts'
import { readJoining, writeJoining } from '../storage/joining.ts'
import { encodeBundle } from './bundle.ts'
import { createConsensus, dial } from './made-up-consensus.ts'
import {
  at,
  dialJoining,
  genesis,
  newFolder,
  openMadeUp,
  openOld,
  socketOf,
  vote,
} from './made-up-joining.ts'
import type { CometBftLedger } from './open.ts'
import type { JoiningProgress } from './restoring.ts'

/** What CometBFT does when every peer is honest. */
const restoreAll = async (
  joining: Awaited<ReturnType<typeof dialJoining>>,
  old: Awaited<ReturnType<typeof openOld>>,
): Promise<void> => {
  await joining.offer(old.snapshot, old.appHash)
  for (let index = 0; index < old.snapshot.chunks; index++) await joining.apply(index, await old.chunk(index))
}

test('a node that joins has the state of the snapshot, goes on with the blocks after it, and refuses what was replayed', () =>
  temporaryFolder(async (folder) => {
    const old = await openOld(join(folder, 'old'))
    assert.ok(old.snapshot.chunks > 4)
    const own = await newFolder(join(folder, 'new'))
    const progress: JoiningProgress[] = []
    const opening = openMadeUp(own, { onJoining: (each: JoiningProgress) => void progress.push(each) })
    const joining = await dialJoining(own)
    assert.equal(await joining.offer(old.snapshot, old.appHash), Offered.ACCEPT)
    for (let index = 0; index < old.snapshot.chunks; index++)
      assert.equal((await joining.apply(index, await old.chunk(index))).result, Applied.ACCEPT)
    assert.deepEqual(
      progress.map(({ chunks }) => chunks),
      Array.from({ length: old.snapshot.chunks + 1 }, (_, count) => count),
    )
    const info = await joining.info()
    assert.equal(info.lastBlockHeight, 3n)
    assert.deepEqual(info.lastBlockAppHash, old.appHash)
    const ledger = await opening
    assert.deepEqual(ledger.snapshot().stateRoot, old.stateRoot)
    const index = ledger.status().size - 2
    const [mine, theirs] = [await ledger.entry(index), await old.ledger.entry(index)]
    assert.ok(equalBytes(mine!, theirs!))
    assert.equal(readJoining(own)?.restored?.height, 3)

    const consensus = await createConsensus(socketOf(own), genesis)
    await consensus.decide({ time: at(3), transactions: [vote(6, 1)] })
    assert.equal(readJoining(own), undefined, 'CometBFT has gone on')
    const mempool = await dial(socketOf(own))
    const { checkTx } = await mempool.call({
      checkTx: { tx: encodeBundle([old.replayable]), type: CheckTxType.NEW },
    })
    assert.equal(checkTx!.log, 'T6-replayed', 'by the index of what is in the log')
    assert.deepEqual(
      await consensus.decide({ time: at(4), transactions: [vote(7, 1), old.replayable] }),
      [0, 1],
    )
    assert.equal(ledger.status().size, old.ledger.status().size)
    mempool.close()
    consensus.close()
    joining.close()
    await ledger.close()
    const again = await openMadeUp(own)
    assert.equal(again.status().size, old.ledger.status().size)
    await again.close()
    await old.close()
  }))

test('the replay window is that of the other node, though no root covers it', () =>
  temporaryFolder(async (folder) => {
    const old = await openOld(join(folder, 'old'))
    const own = await newFolder(join(folder, 'new'))
    const opening = openMadeUp(own)
    const joining = await dialJoining(own)
    await restoreAll(joining, old)
    const ledger = await opening
    const windowIn = ({ view }: ReturnType<CometBftLedger['snapshot']>): string[] =>
      Array.from(view.range({ from: 'kernel/window/', to: 'kernel/window0', limit: 1_000 }), ([key]) => key)
    const known = windowIn(ledger.snapshot())
    assert.equal(known.length, 6)
    assert.deepEqual(windowIn(old.ledger.snapshot()).filter((key) => known.includes(key)).length, 6)
    joining.close()
    await ledger.close()
    await old.close()
  }))

test('a lying snapshot is refused, and a chunk that lies is fetched from another node', () =>
  temporaryFolder(async (folder) => {
    const old = await openOld(join(folder, 'old'))
    const own = await newFolder(join(folder, 'new'))
    const refused: string[] = []
    const opening = openMadeUp(own, {
      onJoining: ({ refused: why }: JoiningProgress) => void (why !== undefined && refused.push(why)),
    })
    const joining = await dialJoining(own)
    const { snapshot, appHash } = old
    assert.equal(await joining.offer({ ...snapshot, format: 2 }, appHash), Offered.REJECT_FORMAT)
    for (const lie of [
      { ...snapshot, hash: appHash },
      { ...snapshot, chunks: snapshot.chunks + 1 },
      { ...snapshot, metadata: snapshot.metadata.subarray(1) },
    ])
      assert.equal(await joining.offer(lie, appHash), Offered.REJECT)
    assert.equal(await joining.offer(snapshot, old.consensus.appHash()), Offered.REJECT, 'of another block')
    assert.equal(refused.length, 4)
    assert.ok(!existsSync(join(own, 'restore')), 'nothing was kept')
    assert.equal(await joining.offer(snapshot, appHash), Offered.ACCEPT)
    for (let index = 0; index < snapshot.chunks; index++) {
      const chunk = await old.chunk(index)
      const changed = Uint8Array.from(chunk)
      changed[changed.length >> 1]! ^= 1
      assert.deepEqual(await joining.apply(index, changed, 'liar'), {
        result: Applied.RETRY,
        refetchChunks: [index],
        rejectSenders: ['liar'],
      })
      assert.equal((await joining.apply(index, chunk, 'honest')).result, Applied.ACCEPT)
    }
    assert.match(refused.at(-1)!, /chunk \d+ from liar is refused: it is not the \d+ entries/)
    joining.close()
    await (await opening).close()
    await old.close()
  }))

test('a stop at any moment of a restore leaves a folder that begins again', () =>
  temporaryFolder(async (folder) => {
    const old = await openOld(join(folder, 'old'))
    const own = await newFolder(join(folder, 'new'))
    const { snapshot } = old
    const opening = openMadeUp(own)
    const joining = await dialJoining(own)
    assert.equal(await joining.offer(snapshot, old.appHash), Offered.ACCEPT)
    const copies: string[] = []
    const copy = async (): Promise<void> => {
      copies.push(join(folder, `copy-${copies.length}`))
      await copyFolder(own, copies.at(-1)!)
    }
    for (let index = 0; index < snapshot.chunks; index++) {
      if ([0, 1, snapshot.chunks - 1].includes(index)) await copy()
      assert.equal((await joining.apply(index, await old.chunk(index))).result, Applied.ACCEPT)
    }
    await copy()
    joining.close()
    await (await opening).close()
    for (const stopped of copies) {
      const again = openMadeUp(stopped)
      const rejoining = await dialJoining(stopped)
      assert.equal(await rejoining.offer(snapshot, old.appHash), Offered.ACCEPT)
      for (let index = 0; index < snapshot.chunks; index++)
        assert.equal((await rejoining.apply(index, await old.chunk(index))).result, Applied.ACCEPT)
      const ledger = await again
      assert.deepEqual(ledger.snapshot().stateRoot, old.stateRoot)
      rejoining.close()
      await ledger.close()
    }
    await old.close()
  }))

test('a CometBFT that has blocks executed goes on from what was restored, or from nothing', () =>
  temporaryFolder(async (folder) => {
    const old = await openOld(join(folder, 'old'))
    const own = await newFolder(join(folder, 'new'))
    const opening = openMadeUp(own)
    const joining = await dialJoining(own)
    await restoreAll(joining, old)
    joining.close()
    await (await opening).close()
    const again = openMadeUp(own)
    const asking = await dialJoining(own)
    const { lastBlockHeight, lastBlockAppHash } = await asking.info()
    assert.equal(lastBlockHeight, 3n)
    assert.deepEqual(lastBlockAppHash, old.appHash)
    assert.ok(readJoining(own), 'that it asks for the height says nothing yet')
    asking.close()
    const consensus = await createConsensus(socketOf(own), genesis)
    await consensus.decide({ time: at(3), transactions: [vote(6, 1)] })
    assert.equal(readJoining(own), undefined)
    consensus.close()
    await (await again).close()

    const empty = await newFolder(join(folder, 'empty'))
    const replaying = openMadeUp(empty)
    const first = await dialJoining(empty)
    assert.equal((await first.info()).lastBlockHeight, 0n)
    first.close()
    const fromFirst = await createConsensus(socketOf(empty), genesis)
    assert.equal(fromFirst.height(), 0)
    fromFirst.close()
    const ledger = await replaying
    assert.equal(ledger.status().height, 0)
    await ledger.close()
    await old.close()
  }))

test('who watches a node that joins hears of nothing, and does not keep it from joining', () =>
  temporaryFolder(async (folder) => {
    const old = await openOld(join(folder, 'old'))
    const own = await newFolder(join(folder, 'new'))
    const opening = openMadeUp(own)
    const joining = await dialJoining(own)
    const watching = await dial(socketOf(own))
    for (let index = -1; index < old.snapshot.chunks; index++) {
      assert.equal((await joining.info()).lastBlockHeight, 0n)
      const { checkTx } = await watching.call({ checkTx: { tx: vote(9, 9), type: CheckTxType.NEW } })
      assert.equal(checkTx!.log, 'T12-busy')
      if (index < 0) await joining.offer(old.snapshot, old.appHash)
      else await joining.apply(index, await old.chunk(index))
    }
    assert.equal((await joining.info()).lastBlockHeight, 3n)
    watching.close()
    joining.close()
    await (await opening).close()
    await old.close()
  }))

test('a network whose log is not the one that the folder had is not joined', () =>
  temporaryFolder(async (folder) => {
    const old = await openOld(join(folder, 'old'))
    const own = join(folder, 'new')
    await mkdir(own)
    await writeJoining(own, { earlier: { size: 2, root: '00'.repeat(32) } })
    const opening = openMadeUp(own)
    const refused = assert.rejects(opening, /is not the one that .* had, of which 2 entries are known/)
    const joining = await dialJoining(own)
    await joining.offer(old.snapshot, old.appHash)
    for (let index = 0; index < old.snapshot.chunks - 1; index++)
      await joining.apply(index, await old.chunk(index))
    const last = old.snapshot.chunks - 1
    assert.equal(await joining.apply(last, await old.chunk(last)), undefined, 'CometBFT gets an exception')
    await refused
    joining.close()
    await old.close()
  }))

test('only so many snapshots are kept, and CometBFT keeps its blocks from the oldest on', () =>
  temporaryFolder(async (folder) => {
    const ledger = await openMadeUp(folder)
    const consensus = await createConsensus(socketOf(folder), genesis)
    const peer = await dial(socketOf(folder))
    const heights = async (): Promise<bigint[]> =>
      (await peer.call({ listSnapshots: {} })).listSnapshots!.snapshots.map(({ height }) => height)
    const retained: bigint[] = []
    for (let height = 1; height <= 13; height++) {
      const block = { time: at(height), transactions: [vote(height, 1)] }
      await consensus.finalize(block)
      const { commit } = await consensus.consensus.call({ commit: {} })
      retained.push(commit!.retainHeight)
      consensus.skip()
      const last = BigInt(height - (height % 3))
      while (last > 0n && (await heights()).at(-1) !== last)
        await new Promise((resolve) => void setTimeout(resolve, 10))
    }
    assert.deepEqual(await heights(), [9n, 12n])
    assert.deepEqual(retained, [0n, 0n, 0n, 0n, 0n, 0n, 3n, 3n, 3n, 6n, 6n, 6n, 9n])
    peer.close()
    consensus.close()
    await ledger.close()
  }))
