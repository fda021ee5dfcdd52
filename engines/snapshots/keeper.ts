/**
 * Makes a snapshot at every so many blocks of the outer consensus, while the ledger goes on, and keeps the last few:
 *
 *   snapshots/<height>/contents   what it has (contents.ts)
 *   snapshots/<height>/state-<n>  the chunks of the state; those of the log are read from the log
 *   snapshots/<height>.new/       one that is being made
 */
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { sha256 } from '../host.ts'
import { nodeFiles as files } from '../storage/files.ts'
import type { Storage } from '../storage/open.ts'
import {
  chunksOf,
  decodeContents,
  encodeContents,
  joinParts,
  type Chunk,
  type StatePart,
} from './contents.ts'
import { stateChunkPath, type CutTask } from './cut-state.ts'
import { cutLog, logChunk } from './log-parts.ts'
import type { SnapshotLimits } from './options.ts'
import { spoolRows } from './spool.ts'

export interface KeptSnapshot {
  readonly height: number
  /** Its hash is what nodes know the snapshot by. */
  readonly metadata: Uint8Array
  readonly hash: Uint8Array
  readonly chunks: readonly Chunk[]
}

export interface KeeperParts {
  readonly storage: Pick<Storage, 'chain' | 'freeze' | 'reading'>
  readonly folder: string
  readonly limits: SnapshotLimits
  /** Hears why one could not be made. The ledger goes on without it. */
  readonly failed: (error: Error) => void
}

export type SnapshotKeeper = ReturnType<typeof openSnapshotKeeper>

export const openSnapshotKeeper = ({ storage, folder, limits, failed }: KeeperParts) => {
  const own = join(folder, 'snapshots')
  let kept = readKept(own)
  let making: Promise<void> | undefined
  let isStopped = false
  const { reading, chain } = storage

  const make = async (height: number): Promise<void> => {
    const { size, stateRoot } = reading.snapshot()
    const checkpoint = chain.checkpointText()
    const frozen = storage.freeze()
    const { seal, sealProof } = frozen
    const place = join(own, `${height}.new`)
    try {
      files.remove(place)
      files.makeFolder(place)
      const spooled = await spoolRows(place, frozen, () => isStopped)
      if (!spooled) return
      const state = await cutInThread({ folder: place, spooled, bytesMax: limits.chunkBytes })
      if (!equalBytes(joinParts(state)!, stateRoot))
        throw new Error('the rows in state/ do not give the state root: restore the data folder from a copy')
      const before = kept.at(-1) && decodeContents(kept.at(-1)!.metadata)!.log
      const log = await cutLog(size, reading.tile, limits.chunkBytes, before)
      const metadata = encodeContents({ checkpoint, seal, sealProof, state, log })
      await files.replace(join(place, 'contents'), metadata)
      files.syncFolder(place)
      await rename(place, join(own, String(height)))
      files.syncFolder(own)
      for (const { height: old } of kept.slice(0, 1 - limits.keptMax || undefined))
        await rm(join(own, String(old)), { recursive: true, force: true })
      kept = [...kept, keptOf(height, metadata)].slice(-limits.keptMax)
    } catch (error) {
      await rm(place, { recursive: true, force: true })
      failed(error as Error)
    } finally {
      frozen.release()
    }
  }

  return {
    kept: () => kept,
    /** Told of each block. One that falls due while another is being made is left out. */
    consider: (height: number): void => {
      if (isStopped || making || height % limits.intervalBlocks !== 0) return
      making = make(height).finally(() => void (making = undefined))
    },
    /** Undefined when it is not there any more. */
    chunk: async (height: number, index: number): Promise<Uint8Array | undefined> => {
      const snapshot = kept.find((each) => each.height === height)
      const chunk = snapshot?.chunks[index]
      if (!snapshot || !chunk) return undefined
      if (chunk.kind === 'log') return logChunk(chunk.start, chunk.range.count, reading.tile)
      return readFile(stateChunkPath(join(own, String(height)), index)).catch(() => undefined)
    },
    /** Resolves when none is being made. */
    idle: async (): Promise<void> => making,
    stop: async (): Promise<void> => {
      isStopped = true
      await making
    },
  }
}

/** What a stop left half made is of no use, nor is what cannot be read. */
const readKept = (own: string): KeptSnapshot[] => {
  const kept: KeptSnapshot[] = []
  for (const name of files.list(own)) {
    const metadata = /^[1-9][0-9]*$/.test(name) ? files.read(join(own, name, 'contents')) : undefined
    if (metadata && decodeContents(metadata)) kept.push(keptOf(Number(name), Uint8Array.from(metadata)))
    else files.remove(join(own, name))
  }
  return kept.sort((a, b) => a.height - b.height)
}

const keptOf = (height: number, metadata: Uint8Array): KeptSnapshot => ({
  height,
  metadata,
  hash: sha256(metadata),
  chunks: chunksOf(decodeContents(metadata)!),
})

const cutInThread = (task: CutTask): Promise<StatePart[]> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('cut-state-child.ts', import.meta.url), { workerData: task })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the thread that cuts the state ended')))
  })
