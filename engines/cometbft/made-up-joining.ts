/** A node with a snapshot, and one that joins by it. For this folder's tests only. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import {
  Request,
  type ResponseOfferSnapshot_Result as Offered,
  type Snapshot,
} from 'cosmjs-types/tendermint/abci/types'
import { createVoters, genesisFor, rules, signed } from '../solo/made-up.ts'
import { writeJoining } from '../storage/joining.ts'
import { createConsensus, dial } from './made-up-consensus.ts'
import { openCometBft, type CometBftLedger } from './open.ts'

export const voters = createVoters(30)
export const genesis = genesisFor(voters, Date.now() - 10_000)
export const at = (second: number): number => genesis.time + second * 1_000
export const vote = (voter: number, poll: number): Uint8Array =>
  signed(voters[voter]!, { input: { poll, choice: 0 } })
const snapshotsOf = (chunkBytes: number) => ({
  intervalBlocks: 3,
  keptMax: 2,
  retainedBlocksMin: 2,
  chunkBytes,
})

export const socketOf = (folder: string): string => `${folder}.sock`

export const openMadeUp = (folder: string, more: object = {}): Promise<CometBftLedger> =>
  openCometBft({
    folder,
    rules,
    genesis,
    socketPath: socketOf(folder),
    rpcUrl: 'http://127.0.0.1:1',
    snapshots: snapshotsOf(400),
    onSnapshotFailed: (error) => assert.fail(error),
    ...more,
  })

/** A node with votes in five blocks, flushed and not, and its snapshot of block 3. */
export const openOld = async (folder: string) => {
  const ledger = await openMadeUp(folder, { flushMs: 1_000_000 })
  const consensus = await createConsensus(socketOf(folder), genesis)
  const decide = (second: number, transactions: Uint8Array[]) =>
    consensus.decide({ time: at(second), transactions })
  await decide(
    0,
    [0, 1, 2].map((voter) => vote(voter, 1)),
  )
  await ledger.flush()
  await decide(
    1,
    [3, 4].map((voter) => vote(voter, 1)),
  )
  const replayable = vote(5, 1)
  await decide(2, [replayable])
  const appHash = consensus.appHash()
  const { stateRoot } = ledger.snapshot()
  await decide(3, [vote(6, 1)])
  await decide(4, [vote(7, 1)])
  const peer = await dial(socketOf(folder))
  let snapshot: Snapshot | undefined
  while (!(snapshot = (await peer.call({ listSnapshots: {} })).listSnapshots!.snapshots[0]))
    await new Promise((resolve) => void setTimeout(resolve, 10))
  const chunk = async (index: number): Promise<Uint8Array> =>
    (
      await peer.call({
        loadSnapshotChunk: { height: snapshot.height, format: snapshot.format, chunk: index },
      })
    ).loadSnapshotChunk!.chunk
  const close = async (): Promise<void> => {
    peer.close()
    consensus.close()
    await ledger.close()
  }
  return { ledger, consensus, appHash, stateRoot, snapshot, chunk, replayable, decide, close }
}

/** The snapshot connection of a joining node's CometBFT. */
export const dialJoining = async (folder: string) => {
  while (!existsSync(socketOf(folder))) await new Promise((resolve) => void setTimeout(resolve, 10))
  const connection = await dial(socketOf(folder))
  return {
    offer: async (snapshot: Snapshot, appHash: Uint8Array): Promise<Offered> =>
      (await connection.call({ offerSnapshot: { snapshot, appHash } })).offerSnapshot!.result,
    apply: async (index: number, chunk: Uint8Array, sender = 'a') =>
      (await connection.call({ applySnapshotChunk: { index, chunk, sender } })).applySnapshotChunk!,
    info: async () => (await connection.call({ info: Request.fromPartial({ info: {} }).info! })).info!,
    close: connection.close,
  }
}

export const newFolder = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true })
  await writeJoining(folder, {})
  return folder
}
