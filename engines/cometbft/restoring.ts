/**
 * OfferSnapshot and ApplySnapshotChunk of a node that joins. A snapshot that does not follow from the app_hash that
 * CometBFT's light client has verified is refused before a chunk of it is fetched; a chunk that is not what it should be
 * is fetched again from another peer than the one that sent it.
 */
import {
  ResponseApplySnapshotChunk_Result as Applied,
  ResponseOfferSnapshot_Result as Offered,
  type RequestApplySnapshotChunk,
  type RequestOfferSnapshot,
  type ResponseApplySnapshotChunk,
  type Snapshot,
} from 'cosmjs-types/tendermint/abci/types'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { sha256 } from '../host.ts'
import { checkContents, snapshotFormat, type Plan } from '../snapshots/contents.ts'
import { beginRestore, type Restore } from '../snapshots/restore.ts'
import { readJoining, writeJoining } from '../storage/joining.ts'
import type { LogKey } from '../storage/log-key.ts'

export interface JoiningProgress {
  readonly height: number
  readonly chunks: number
  readonly chunkCount: number
  readonly entryCount: number
  /** Why a snapshot or a chunk was refused, and who sent it. */
  readonly refused?: string
}

export interface RestoringParts {
  readonly folder: string
  readonly key: LogKey
  readonly onProgress: (progress: JoiningProgress) => void
}

export type Restoring = ReturnType<typeof createRestoring>

/** `restored` is called when the ledger is in the folder. */
export const createRestoring = ({ folder, key, onProgress }: RestoringParts, restored: () => void) => {
  let restore: Restore | undefined
  let height = 0
  let isDone = false

  const tell = (refused?: string): void =>
    onProgress({
      height,
      chunks: restore?.next() ?? 0,
      chunkCount: restore?.plan.chunks.length ?? 0,
      entryCount: restore?.plan.size ?? 0,
      ...(refused !== undefined && { refused }),
    })

  const planOf = (snapshot: Snapshot, appHash: Uint8Array): Plan | string => {
    if (!equalBytes(sha256(snapshot.metadata), snapshot.hash))
      return 'its description is not what its hash says'
    const plan = checkContents(snapshot.metadata, appHash, key.vkey.name)
    if (!plan.ok) return plan.message
    const { length } = plan.value.chunks
    return length === snapshot.chunks ? plan.value : `it has ${length} chunks, not ${snapshot.chunks}`
  }

  const finish = async (): Promise<void> => {
    const earlier = readJoining(folder)?.earlier
    await restore!.finish(height, earlier)
    const appHash = bytesToHex(sha256(Buffer.from(restore!.plan.checkpoint)))
    await writeJoining(folder, { restored: { height, appHash } })
    isDone = true
    restored()
  }

  return {
    /** Whether a snapshot was taken: then CometBFT has no ledger to go on from. */
    hasBegun: () => restore !== undefined,
    isDone: () => isDone,
    offer: async ({ snapshot, appHash }: RequestOfferSnapshot): Promise<Offered> => {
      if (!snapshot || isDone) return Offered.REJECT
      if (snapshot.format !== snapshotFormat) return Offered.REJECT_FORMAT
      height = Number(snapshot.height)
      const plan = planOf(snapshot, appHash)
      if (typeof plan === 'string') {
        tell(`the snapshot of block ${height} is refused: ${plan}`)
        return Offered.REJECT
      }
      await restore?.abandon()
      const earlier = readJoining(folder)?.earlier
      await writeJoining(folder, earlier ? { earlier } : {})
      restore = await beginRestore(folder, plan, key)
      tell()
      return Offered.ACCEPT
    },
    apply: async ({
      index,
      chunk,
      sender,
    }: RequestApplySnapshotChunk): Promise<ResponseApplySnapshotChunk> => {
      const said = (result: Applied, wrong = false): ResponseApplySnapshotChunk => ({
        result,
        refetchChunks: wrong ? [index] : [],
        rejectSenders: wrong && sender !== '' ? [sender] : [],
      })
      if (!restore) return said(Applied.ABORT)
      // CometBFT hands them over in order, and begins again from the first when it tries a snapshot once more.
      if (index < restore.next()) return said(Applied.ACCEPT)
      if (index > restore.next()) throw new Error(`chunk ${index} came before chunk ${restore.next()}`)
      const problem = await restore.apply(chunk)
      tell(problem && `chunk ${index} from ${sender} is refused: ${problem}; it is fetched from another node`)
      if (problem !== undefined) return said(Applied.RETRY, true)
      if (restore.next() === restore.plan.chunks.length) await finish()
      return said(Applied.ACCEPT)
    },
  }
}
