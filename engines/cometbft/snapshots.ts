/**
 * The four snapshot calls of ABCI, as a node answers them that has the ledger: it offers what it keeps, and needs none.
 * A node that joins answers otherwise (`joining.ts`). And how far back CometBFT keeps its own blocks: whoever joins
 * begins with a snapshot, so that blocks before the oldest are of use to nobody but nodes that were away. It goes on
 * keeping the headers that evidence of a double signing may need, by the ages in the network's genesis.
 */
import {
  ResponseApplySnapshotChunk_Result,
  ResponseOfferSnapshot_Result,
} from 'cosmjs-types/tendermint/abci/types'
import { snapshotFormat } from '../snapshots/contents.ts'
import type { SnapshotKeeper } from '../snapshots/keeper.ts'
import type { SnapshotLimits } from '../snapshots/options.ts'
import type { Handlers } from './abci/handlers.ts'

export interface Snapshots {
  readonly handlers: Pick<
    Handlers,
    'listSnapshots' | 'offerSnapshot' | 'loadSnapshotChunk' | 'applySnapshotChunk'
  >
  /** Told of each block; answers from which one on CometBFT has to keep its own. Zero keeps all. */
  readonly committed: (height: number) => bigint
}

export const createSnapshots = (keeper: SnapshotKeeper, limits: SnapshotLimits): Snapshots => ({
  handlers: {
    listSnapshots: () => ({
      snapshots: keeper.kept().map(({ height, hash, metadata, chunks }) => ({
        height: BigInt(height),
        format: snapshotFormat,
        chunks: chunks.length,
        hash,
        metadata,
      })),
    }),
    loadSnapshotChunk: async ({ height, format, chunk }) => {
      const bytes = format === snapshotFormat ? await keeper.chunk(Number(height), chunk) : undefined
      return { chunk: bytes ?? new Uint8Array(0) }
    },
    offerSnapshot: () => ({ result: ResponseOfferSnapshot_Result.REJECT }),
    applySnapshotChunk: () => ({
      result: ResponseApplySnapshotChunk_Result.ABORT,
      refetchChunks: [],
      rejectSenders: [],
    }),
  },
  committed: (height) => {
    keeper.consider(height)
    const kept = keeper.kept()
    if (kept.length < limits.keptMax) return 0n
    return BigInt(Math.max(0, Math.min(kept[0]!.height, height - limits.retainedBlocksMin)))
  },
})
