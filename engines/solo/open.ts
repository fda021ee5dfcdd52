/**
 * A ledger in one process. What it keeps in its folder:
 *
 *   journal/   every block, fsynced before anyone hears of it; shortened when the rest has caught up
 *   log/       the log as static files, to be served as they are
 *   state/     rows and tree at the last flush (LMDB)
 *   key, vkey  what signs checkpoints, and what checks them
 *   lock       who has the folder open
 */
import { join } from 'node:path'
import type { Ledger, SealedBlock } from '@maru/kernel/ledger.ts'
import { refused } from '@maru/kernel/refusal.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { rulesOf, type Rules } from '@maru/kernel/rules.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { createHost, sha256 } from '../host.ts'
import { StartError } from '../storage/errors.ts'
import { createBlockLoop } from './block-loop.ts'
import { createChain } from '../storage/chain.ts'
import { nodeFiles } from '../storage/files.ts'
import { createFlush } from '../storage/flush.ts'
import { createFrameCodec } from '../storage/frame.ts'
import { createIntake, type Waiting } from '../intake.ts'
import { openJournal, recoverFrames } from '../storage/journal.ts'
import { lockFolder } from '../storage/lock.ts'
import { openLogFiles } from '../storage/log-files.ts'
import { openLogKey } from '../storage/log-key.ts'
import { openLog } from '../storage/log.ts'
import { createMetrics } from '../metrics.ts'
import { defaultLimits, type Limits, type SoloOptions } from './options.ts'
import { createPending } from '../storage/pending.ts'
import { createProver } from '../storage/prove-state.ts'
import { genesisOf, recover } from '../storage/recover.ts'
import { openStore } from '../storage/store.ts'

export interface SoloLedger extends Ledger {
  /** Runs timers that are due by the clock at once, for a host whose clock is not the wall's. */
  readonly runTimers: () => void
  /** Brings state and log files up to date now. */
  readonly flush: () => Promise<void>
}

export const openSolo = async (options: SoloOptions): Promise<SoloLedger> => {
  const { folder, files = nodeFiles } = options
  files.makeFolder(folder)
  const unlock = await lockFolder(folder)
  const held = [unlock]
  try {
    const ledger = openLocked(options, held)
    // A node that is killed soon after each start would otherwise have more to run again at every one.
    await ledger.flush()
    return ledger
  } catch (error) {
    for (const release of held.reverse()) await release()
    throw error
  }
}

const rulesFor = (rules: Rules, { services }: Genesis): Rules => {
  try {
    return rulesOf(rules, services)
  } catch (error) {
    throw new StartError('E4-unknown-service', `${(error as Error).message}. Start a Maru that has them.`)
  }
}

const openLocked = (options: SoloOptions, held: (() => Promise<void>)[]): SoloLedger => {
  const { folder, clock = Date.now, host = createHost(), files = nodeFiles } = options
  const limits: Limits = { ...defaultLimits, ...options }
  const journalFolder = join(folder, 'journal')
  for (const path of [journalFolder, join(folder, 'log'), join(folder, 'state')]) files.makeFolder(path)
  const key = openLogKey(folder, options.origin ?? `maru.${options.genesis.chain}`)
  const store = openStore(join(folder, 'state'))
  held.push(store.close)
  const pending = createPending(store)
  const codec = createFrameCodec(key.secret)
  const reach = store.reach()
  const logFiles = openLogFiles(files, join(folder, 'log'))
  const log = openLog(logFiles, key, {
    size: reach?.size ?? 0,
    root: reach?.root,
    checkpoint: reach?.checkpoint ?? '',
  })
  const frames = recoverFrames(files, codec, journalFolder, reach?.height ?? -1)
  const genesis = genesisOf(log.entry(0) ?? frames[0]?.entries[0], options.genesis, folder)
  const rules = rulesFor(options.rules, genesis)
  const journal = openJournal(files, codec, journalFolder, limits.journalFileBytes)
  const metrics = createMetrics()
  const listeners = new Set<(block: SealedBlock) => void>()
  let stopReason: string | undefined
  let isClosing = false

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
  recover({ chain, log, frames, genesis, folder, published: logFiles.checkpoint() })

  const stop = (error: unknown): void => {
    if (stopReason !== undefined) return
    stopReason = `${(error as Error).message.replace(/\.$/, '')}. Nothing that was acknowledged is lost: see to the cause (is the disk full?) and start again.`
    flusher.stop()
    for (const { answer } of loop.stop()) answer(refused('T13-stopped', stopReason))
  }

  const cut = (waiting: readonly Waiting[]): void => {
    const start = performance.now()
    try {
      const { results, sealed } = chain.run(
        clock(),
        waiting.map(({ transaction }) => transaction),
      )
      metrics.block(performance.now() - start)
      waiting.forEach((each, position) => {
        const result = results[position]!
        if (result.ok) metrics.recorded(each)
        each.answer(result)
      })
      flusher.consider()
      if (sealed) tell(sealed)
    } catch (error) {
      // The file may or may not have the block now, and its descriptor cannot be trusted: only a new start knows.
      stop(error)
      for (const { answer } of waiting) answer(refused('T13-stopped', stopReason))
    }
  }

  const tell = (block: SealedBlock): void => {
    for (const listener of listeners) {
      try {
        listener(block)
      } catch (error) {
        // A follower's mistake is not the ledger's; it still has to be heard.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }

  const now = (): number => Math.max(clock(), chain.time())
  const intake = createIntake({
    host,
    rules,
    chain: genesis.chain,
    now,
    waitingMax: limits.waitingMax,
    stopped: () => stopReason ?? (isClosing ? 'the ledger is being closed' : undefined),
    ready: (waiting) => loop.add(waiting),
  })
  const flusher = createFlush({ chain, log, logFiles, pending, store, journal, limits, failed: stop })
  const loop = createBlockLoop({
    limits,
    verifying: () => intake.counts.verifying,
    timersDue: () => stopReason === undefined && (chain.timerAt() ?? Infinity) <= now(),
    mustWait: flusher.lags,
    cut,
  })

  const find = (id: string): number | undefined => {
    const known = pending.indexOf(id)
    if (known !== undefined || !/^[0-9a-f]{64}$/.test(id)) return known
    const index = store.indexOf(id)
    const entry = index === undefined ? undefined : decodeEntry(log.entry(index)!)
    return entry?.kind === 'transaction' && bytesToHex(sha256(entry.bytes)) === id ? index : undefined
  }

  /** Everything taken has been answered; after a failure that is at once. */
  const drained = async (): Promise<void> => {
    while (intake.counts.waiting > 0) await new Promise((resolve) => void setTimeout(resolve, limits.quietMs))
  }

  const close = async (): Promise<void> => {
    isClosing = true
    await drained()
    loop.stop()
    await flusher.flush()
    flusher.stop()
    journal.close()
    for (const release of held.reverse()) await release()
  }

  return {
    genesis,
    rules,
    vkey: formatVkey(key.vkey),
    submit: intake.submit,
    find: (id) => Promise.resolve(find(id)),
    entry: async (index) => log.entry(index),
    proof: async (index) => log.proof(index),
    snapshot: chain.snapshot,
    proveState: createProver({ tree: chain.tree, pending, snapshot: chain.snapshot }),
    checkpoint: log.checkpoint,
    tile: async (path) => log.tile(path),
    follow: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    status: () => ({
      state: stopReason === undefined ? 'running' : 'stopped',
      ...(stopReason !== undefined && { reason: stopReason }),
      height: chain.snapshot().height,
      time: chain.time(),
      size: log.size(),
      waiting: intake.counts.waiting,
      waitingMax: limits.waitingMax,
    }),
    metrics: () => metrics.read(intake.counts.refusals),
    close,
    runTimers: loop.runTimers,
    flush: flusher.flush,
  }
}
