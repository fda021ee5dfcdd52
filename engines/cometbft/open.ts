/**
 * A ledger of several institutions: each runs this beside a CometBFT, which agrees with the others on the blocks. What
 * is kept, read and proven is the same as in solo.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { requestRefusal } from '@maru/kernel/execute.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { refused } from '@maru/kernel/refusal.ts'
import { createHost } from '../host.ts'
import { createIntake, type Waiting } from '../intake.ts'
import { openSnapshotKeeper } from '../snapshots/keeper.ts'
import { defaultSnapshotLimits } from '../snapshots/options.ts'
import { stopReasonOf } from '../storage/errors.ts'
import { readJoining } from '../storage/joining.ts'
import { openLogKey } from '../storage/log-key.ts'
import { openStorage } from '../storage/open.ts'
import { listenAbci, type AbciServer } from './abci/server.ts'
import type { Handlers } from './abci/handlers.ts'
import { createApplication } from './application.ts'
import { createBroadcast } from './broadcast.ts'
import { watchMisbehavior } from './evidence/watch.ts'
import { createHaltRefusal } from './halt.ts'
import { joinNetwork } from './joining.ts'
import { createVouch } from './light/vouch.ts'
import { homeOf } from './network/home.ts'
import { createLiveness } from './liveness.ts'
import { defaultLimits, type CometBftOptions, type Limits } from './options.ts'
import { openRefused } from './refused.ts'
import { createRelay } from './relay.ts'
import { createSnapshots } from './snapshots.ts'
import { createVerified } from './verified.ts'

export interface CometBftLedger extends Ledger {
  /** Brings state and log files up to date now. */
  readonly flush: () => Promise<void>
}

/** Resolves when the application can be dialled, and has its ledger. Throws a StartError as solo does. */
export const openCometBft = async (options: CometBftOptions): Promise<CometBftLedger> => {
  const { clock = Date.now, host = createHost(), socketPath, rpcUrl, validatorsOf } = options
  const limits: Limits = { ...defaultLimits, ...options }
  let stopReason: string | undefined
  let isClosing = false
  let abci: AbciServer | undefined

  const stop = (error: unknown): void => {
    if (stopReason !== undefined) return
    stopReason = stopReasonOf(error)
    storage.flusher.stop()
    relay.stop()
    // CometBFT ends itself then, and finds nobody to hand blocks to until this process is started again.
    void abci?.close()
  }
  const joined = readJoining(options.folder) && (await joinNetwork(joiningOf(options)))
  const storage = await openStorage(options, limits, stop).catch(async (error: unknown) => {
    await joined?.close()
    throw error
  })
  const { chain, metrics, reading } = storage
  const { rules, genesis } = reading
  const now = (): number => Math.max(clock(), chain.time())
  const verified = createVerified({ host, rules, chain: genesis.chain, bytesMax: limits.verifiedBytesMax })
  const relay = createRelay({ broadcast: createBroadcast(rpcUrl, limits.sendMs), limits })
  const snapshotLimits = { ...defaultSnapshotLimits, ...options.snapshots }
  const keeper = openSnapshotKeeper({
    storage,
    folder: options.folder,
    limits: snapshotLimits,
    failed: (error) => options.onSnapshotFailed?.(error),
  })
  const snapshots = createSnapshots(keeper, snapshotLimits)
  const { decided } = relay
  const haltRefusal = createHaltRefusal(storage)
  const application = createApplication({
    storage,
    verified,
    refused: openRefused(join(options.folder, 'refused')),
    now,
    decided,
    haltRefusal,
    snapshots,
    validatorsOf,
  })
  const liveness = createLiveness(limits.stalledMs)
  const lively: Handlers = {
    ...application,
    commit: (request) => {
      liveness.blockCame()
      return application.commit(request)
    },
  }
  const handlers = watchMisbehavior(lively, {
    rpcUrl,
    timeoutMs: limits.vouchMs,
    found: (each) => options.equivocated?.(each),
  })

  /**
   * What no block to come can make right is refused at once, and during a halt what was not let out before it. The rest
   * is for a block: another validator may have acknowledged what this one has not heard of yet.
   */
  const relayNew = (waiting: Waiting): void => {
    if (storage.indexOf(waiting.transaction.id) !== undefined) return waiting.answer(refused('T6-replayed'))
    const isOut = relay.has(waiting.transaction.id)
    const refusal =
      requestRefusal(rules, waiting.transaction) ?? (isOut ? undefined : haltRefusal(waiting.transaction))
    if (refusal) return waiting.answer({ ok: false, refusal })
    verified.add(waiting.transaction)
    relay.add(waiting)
  }
  const intake = createIntake({
    host,
    rules,
    chain: genesis.chain,
    now,
    waitingMax: limits.waitingMax,
    stopped: () => stopReason ?? (isClosing ? 'the ledger is being closed' : undefined),
    ready: relayNew,
  })

  const vouch = existsSync(join(homeOf(options.folder), 'config', 'genesis.json'))
    ? createVouch({ host, folder: options.folder, home: homeOf(options.folder), rpcUrl, limits })
    : undefined
  const tellVouch = (): void => vouch?.checkpoint(chain.checkpointText(), chain.consensusHeight() ?? 0)
  tellVouch()
  storage.reading.follow(tellVouch)

  try {
    // A node that is killed soon after each start would otherwise have more to run again at every one.
    await storage.flusher.flush()
    abci = joined
      ? joined.handOver(handlers, stop)
      : await listenAbci({ path: socketPath, handlers, failed: stop })
  } catch (error) {
    await joined?.close()
    await storage.close()
    throw error
  }

  return {
    ...reading,
    submit: intake.submit,
    consensus: vouch?.consensus,
    status: () => ({
      ...storage.status(stopReason, liveness.reason(abci.isDialled())),
      waiting: intake.counts.waiting,
      waitingMax: limits.waitingMax,
    }),
    metrics: () => metrics.read(intake.counts.refusals),
    close: async () => {
      isClosing = true
      await abci?.close()
      relay.stop()
      await keeper.stop()
      await storage.close()
    },
    flush: storage.flusher.flush,
  }
}

const joiningOf = ({ folder, socketPath, origin, genesis, onJoining }: CometBftOptions) => ({
  folder,
  socketPath,
  key: openLogKey(folder, origin ?? `maru.${genesis.chain}`),
  onProgress: onJoining ?? (() => undefined),
})
