/**
 * Opens a data folder, brings its parts to one state, and gives what every engine offers of it:
 *
 *   journal/   every block, fsynced before anyone hears of it; shortened when the rest has caught up
 *   log/       the log as static files, to be served as they are
 *   state/     rows and tree at the last flush (LMDB)
 *   key, vkey  what signs checkpoints, and what checks them
 *   lock       who has the folder open
 */
import { join } from 'node:path'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Ledger, LedgerStatus, SealedBlock } from '@maru/kernel/ledger.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { rulesOf, type Rules } from '@maru/kernel/rules.ts'
import { sha256 } from '../host.ts'
import { createMetrics } from '../metrics.ts'
import { createChain } from './chain.ts'
import { StartError } from './errors.ts'
import { nodeFiles, type Files } from './files.ts'
import { createFlush } from './flush.ts'
import { createFollowers } from './followers.ts'
import { checkFolderFormat } from './folder-format.ts'
import { createFrameCodec } from './frame.ts'
import { freeze, type Frozen } from './frozen.ts'
import { openJournal, recoverFrames } from './journal.ts'
import { lockFolder } from './lock.ts'
import { openLogFiles } from './log-files.ts'
import { openLogKey } from './log-key.ts'
import { openLog } from './log.ts'
import type { StorageLimits, StorageOptions } from './options.ts'
import { createPending } from './pending.ts'
import { createProver } from './prove-state.ts'
import { createPublished, sizeOfNote } from './published.ts'
import { genesisOf, recover } from './recover.ts'
import { openStore } from './store.ts'

type Release = () => Promise<void>

export type Storage = ReturnType<typeof openParts>

/** `failed` hears of a flush that could not be written: nothing is flushed after it. */
export const openStorage = async (
  options: StorageOptions,
  limits: StorageLimits,
  failed: (error: unknown) => void,
): Promise<Storage> => {
  const { folder, files = nodeFiles } = options
  files.makeFolder(folder)
  const held = [await lockFolder(folder)]
  try {
    await checkFolderFormat(folder)
    return openParts(options, limits, files, failed, held)
  } catch (error) {
    await releaseAll(held)
    throw error
  }
}

const openParts = (
  options: StorageOptions,
  limits: StorageLimits,
  files: Files,
  failed: (error: unknown) => void,
  held: Release[],
) => {
  const { folder } = options
  const journalFolder = join(folder, 'journal')
  for (const path of [journalFolder, join(folder, 'log'), join(folder, 'state')]) files.makeFolder(path)
  const key = openLogKey(folder, options.origin ?? `maru.${options.genesis.chain}`)
  const store = openStore(join(folder, 'state'))
  held.push(store.close)
  const pending = createPending(store)
  const codec = createFrameCodec(key.secret)
  const reach = store.reach()
  const logFiles = openLogFiles(files, join(folder, 'log'))
  const shownBefore = logFiles.checkpoint()
  const log = openLog({ files: logFiles, away: options.away ?? nothingAway }, key, {
    size: reach?.size ?? 0,
    root: reach?.root,
    shownSize: sizeOfNote(shownBefore),
  })
  const frames = recoverFrames(files, codec, journalFolder, reach?.height ?? -1)
  const genesis = genesisOf(log.entryHere(0) ?? frames[0]?.entries[0], options.genesis, folder)
  const rules = rulesFor(options.rules, genesis)
  const journal = openJournal(files, codec, journalFolder, limits.journalFileBytes)
  const metrics = createMetrics()
  const followers = createFollowers<SealedBlock>()
  const chain = createChain(
    {
      rules,
      log,
      pending,
      keep: (frame) => {
        const start = performance.now()
        journal.append(frame)
        metrics.fsync(performance.now() - start)
      },
    },
    reach,
  )
  recover({ chain, log, frames, genesis, folder, published: shownBefore, knownVersion: rules.version })
  const published = createPublished(log, key.vkey, shownBefore, options.isCosigned ?? false)
  const flusher = createFlush({ chain, log, logFiles, published, pending, store, journal, limits, failed })

  const isOf = (id: string, bytes: Uint8Array | undefined): boolean => {
    const entry = bytes && decodeEntry(bytes)
    return entry?.kind === 'transaction' && bytesToHex(sha256(entry.bytes)) === id
  }

  /** Where a transaction stands in the log, unless that was moved away: such a one is too old to be taken again. */
  const indexOf = (id: string): number | undefined => {
    const known = pending.indexOf(id)
    if (known !== undefined || !isId(id)) return known
    const index = store.indexOf(id)
    return index !== undefined && isOf(id, log.entryHere(index)) ? index : undefined
  }

  const find = async (id: string): Promise<number | undefined> => {
    const known = indexOf(id)
    if (known !== undefined || !isId(id)) return known
    const index = store.indexOf(id)
    return index !== undefined && isOf(id, await log.entry(index)) ? index : undefined
  }

  const reading = {
    genesis,
    rules,
    vkey: formatVkey(key.vkey),
    find,
    entry: log.entry,
    proof: log.proof,
    snapshot: chain.snapshot,
    proveState: createProver({ tree: chain.tree, pending, snapshot: chain.snapshot }),
    checkpoint: log.checkpoint,
    publicLog: published.publicLog,
    tile: log.tile,
    follow: followers.follow,
  } satisfies Partial<Ledger>

  return {
    chain,
    flusher,
    metrics,
    indexOf,
    /** The state as it is now, to be read while it goes on. */
    freeze: (): Frozen => freeze({ store, pending, log }),
    tell: followers.tell,
    /** What any engine offers of the folder as it is. */
    reading,
    /** With a reason when the engine takes nothing any more, or when nothing is decided at present. */
    status: (stopReason: string | undefined, stallReason?: string) => ({
      state: stateOf(stopReason, stallReason),
      ...((stopReason ?? stallReason) !== undefined && { reason: stopReason ?? stallReason! }),
      height: chain.snapshot().height,
      time: chain.time(),
      size: chain.snapshot().size,
    }),
    close: async (): Promise<void> => {
      await flusher.flush()
      flusher.stop()
      journal.close()
      await releaseAll(held)
    },
  }
}

const isId = (id: string): boolean => /^[0-9a-f]{64}$/.test(id)

const nothingAway = async (): Promise<undefined> => undefined

const stateOf = (stopReason?: string, stallReason?: string): LedgerStatus['state'] => {
  if (stopReason !== undefined) return 'stopped'
  return stallReason === undefined ? 'running' : 'stalled'
}

const rulesFor = (rules: Rules, { services }: Genesis): Rules => {
  try {
    return rulesOf(rules, services)
  } catch (error) {
    throw new StartError('E4-unknown-service', `${(error as Error).message}. Start a Maru that has them.`)
  }
}

/** Each one, also when one before it failed. */
const releaseAll = async (held: Release[]): Promise<void> => {
  const failures: unknown[] = []
  for (const release of held.reverse()) await release().catch((error: unknown) => void failures.push(error))
  if (failures.length > 0) throw failures[0]
}
