/** A ledger of made-up rows and seals that only a snapshot is made of. For this folder's tests only. */
import { join } from 'node:path'
import { encodeSeal } from '@maru/kernel/entry.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import { compareKeys } from '@maru/kernel/state/view.ts'
import { createPageMemory } from '@maru/kernel/state-tree/page-memory.ts'
import { createStateTree } from '@maru/kernel/state-tree/tree.ts'
import { sha256 } from '../host.ts'
import { nodeFiles } from '../storage/files.ts'
import type { Frozen } from '../storage/frozen.ts'
import { openLogFiles } from '../storage/log-files.ts'
import { openLogKey } from '../storage/log-key.ts'
import { openLog } from '../storage/log.ts'
import type { KeeperParts } from './keeper.ts'
import { defaultSnapshotLimits } from './options.ts'

export const origin = 'maru.made-up'
export const sealTime = 1_000_000

export const rootOfRows = (rows: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  createStateTree({ hash: sha256, store: createPageMemory() }).update(
    Array.from(rows, ([key, value]) => [sha256(latin1ToBytes(key)), sha256(value)] as const),
  ).root

export const madeUpStorage = (folder: string, rows: ReadonlyMap<string, Uint8Array>, entryCount: number) => {
  const key = openLogKey(folder, origin)
  const places = { files: openLogFiles(nodeFiles, join(folder, 'log')), away: async () => undefined }
  const log = openLog(places, key, { size: 0, root: undefined, shownSize: 0 })
  const stateRoot = rootOfRows(rows)
  const seals = Array.from({ length: entryCount }, (_, height) =>
    encodeSeal({ height, time: sealTime, count: 0, stateRoot, timerEvents: [] }),
  )
  log.append(seals)
  const checkpoint = formatCheckpoint({ origin, size: entryCount, root: log.root() })
  const freeze = (): Frozen => {
    const left = [...rows].sort(([a], [b]) => compareKeys(a, b))
    return {
      seal: seals.at(-1)!,
      sealProof: log.inclusionProof(entryCount - 1),
      next: () => left.splice(0, 50),
      release: () => undefined,
    }
  }
  const storage = {
    chain: { checkpointText: () => checkpoint },
    freeze,
    reading: {
      snapshot: () => ({ size: entryCount, stateRoot }),
      tile: log.tile,
    },
  } as unknown as KeeperParts['storage']
  return { storage, stateRoot, checkpoint, appHash: sha256(Buffer.from(checkpoint)), log }
}

/** Small chunks, and one for every block. */
export const limitsOf = (chunkBytes: number) => ({
  ...defaultSnapshotLimits,
  intervalBlocks: 1,
  chunkBytes,
})
