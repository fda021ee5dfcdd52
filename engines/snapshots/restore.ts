/**
 * Makes a data folder of the chunks of a snapshot, each checked before anything of it is kept. Everything is put up in
 * `restore/` and moved to its place when it is whole. What lies outside the state tree is not believed but computed from
 * the log's entries: where each transaction stands, and the replay window (decision 0006).
 */
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { signNote } from '@maru/kernel/log/signature.ts'
import { createStateTree } from '@maru/kernel/state-tree/tree.ts'
import { sha256 } from '../host.ts'
import { DamageError, StartError } from '../storage/errors.ts'
import { nodeFiles as files } from '../storage/files.ts'
import type { Joining } from '../storage/joining.ts'
import { openLogFiles } from '../storage/log-files.ts'
import type { LogKey } from '../storage/log-key.ts'
import { openLog, type Log } from '../storage/log.ts'
import { openStore } from '../storage/store.ts'
import type { Chunk, Plan } from './contents.ts'
import { readLogChunk } from './log-parts.ts'
import { createLogReader } from './read-log.ts'
import { areRowsOf, readRows, subtreeOfRows, type HashedRow } from './rows.ts'

/** The parts of a data folder that a snapshot stands for. */
const ledgerParts = ['journal', 'log', 'state', 'snapshots']

const nothingAway = async (): Promise<undefined> => undefined

export type Restore = Awaited<ReturnType<typeof beginRestore>>

/** Forgets what a restore has left, whole or not: the folder is as empty as before it. */
export const forgetRestore = (folder: string): void => {
  for (const part of [...ledgerParts, 'restore']) files.remove(join(folder, part))
}

export const beginRestore = async (folder: string, plan: Plan, key: LogKey) => {
  forgetRestore(folder)
  const own = join(folder, 'restore')
  for (const part of ['log', 'state']) files.makeFolder(join(own, part))
  const store = openStore(join(own, 'state'))
  const tree = createStateTree({ hash: sha256, store: { get: store.page } })
  const logFiles = openLogFiles(files, join(own, 'log'))
  const log = openLog({ files: logFiles, away: nothingAway }, key, {
    size: 0,
    root: undefined,
    shownSize: 0,
  })
  const reader = createLogReader(plan.seal.time)
  const none = { rows: new Map(), pages: new Map(), ids: new Map() }
  let next = 0

  const keepRows = async (rows: readonly HashedRow[]): Promise<void> => {
    const { pages } = tree.update(rows.map(({ keyHash, valueHash }) => [keyHash, valueHash] as const))
    await store.commit({ ...none, rows: new Map(rows.map(({ key: name, value }) => [name, value])), pages })
  }

  const keepEntries = async (entries: readonly Uint8Array[], start: number): Promise<void> => {
    const ids = reader.read(entries, start)
    log.append(entries)
    const { growth, stored } = log.growth()
    await logFiles.publish(growth)
    stored()
    await store.commit({ ...none, ids })
  }

  /** Why the chunk cannot be kept, or undefined when it is. */
  const apply = async (chunk: Chunk, bytes: Uint8Array): Promise<string | undefined> => {
    if (chunk.kind === 'log') {
      const entries = readLogChunk(bytes, chunk.range)
      if (!entries) return `it is not the ${chunk.range.count} entries from ${chunk.start} on`
      await keepEntries(entries, chunk.start)
      return undefined
    }
    const rows = readRows(bytes)
    if (!rows || !areRowsOf(rows, chunk.prefix)) return 'it is no part of the state'
    if (!equalBytes(subtreeOfRows(rows, chunk.part.depth), chunk.part.hash))
      return 'its rows do not give the hash of this part of the state'
    await keepRows(rows)
    return undefined
  }

  return {
    plan,
    /** The chunk that is wanted next; as many as there are when all are kept. */
    next: () => next,
    /** Keeps the chunk that is wanted next, or says what is wrong with it and keeps nothing of it. */
    apply: async (bytes: Uint8Array): Promise<string | undefined> => {
      const chunk = plan.chunks[next]
      if (!chunk) return `the snapshot has no more than ${plan.chunks.length} chunks`
      const problem = await apply(chunk, bytes)
      if (problem === undefined) next++
      return problem
    },
    /** Puts everything in its place, as the folder of a node that has done this block of the outer consensus. */
    finish: async (consensusHeight: number | undefined, earlier?: Joining['earlier']): Promise<void> => {
      const { size, root, seal, checkpoint } = plan
      if (earlier && !goesOnFrom(log, earlier))
        throw new StartError(
          'E3-other-chain',
          `the log of the network is not the one that ${folder} had, of which ${earlier.size} entries are known. One of the two was changed: keep both, and compare them with other institutions.`,
        )
      if (!equalBytes(tree.root(), seal.stateRoot) || !equalBytes(log.root(), root) || log.size() !== size)
        throw new DamageError(own, 'what was restored is not what was checked')
      await store.commit({
        ...none,
        rows: reader.window(),
        reach: {
          height: seal.height,
          time: seal.time,
          size,
          ...(consensusHeight !== undefined && { consensusHeight }),
          stateRoot: seal.stateRoot,
          root,
          checkpoint: signNote(checkpoint, key.vkey, key.sign),
        },
      })
      await store.close()
      for (const part of ['log', 'state']) await rename(join(own, part), join(folder, part))
      files.remove(own)
      files.syncFolder(folder)
    },
    abandon: async (): Promise<void> => {
      await store.close()
      forgetRestore(folder)
    },
  }
}

const goesOnFrom = (log: Log, { size, root }: NonNullable<Joining['earlier']>): boolean =>
  size <= log.size() && bytesToHex(log.root(size)) === root
