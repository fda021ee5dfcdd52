/** A ledger in one process: whoever has its folder open puts the transactions in order. */
import type { Ledger } from '@maru/kernel/ledger.ts'
import { refused } from '@maru/kernel/refusal.ts'
import { createHost } from '../host.ts'
import { createIntake, type Waiting } from '../intake.ts'
import { StartError, stopReasonOf } from '../storage/errors.ts'
import { openStorage } from '../storage/open.ts'
import { createBlockLoop } from './block-loop.ts'
import { defaultLimits, type Limits, type SoloOptions } from './options.ts'

export interface SoloLedger extends Ledger {
  /** Runs timers that are due by the clock at once, for a host whose clock is not the wall's. */
  readonly runTimers: () => void
  /** Brings state and log files up to date now. */
  readonly flush: () => Promise<void>
}

export const openSolo = async (options: SoloOptions): Promise<SoloLedger> => {
  const { clock = Date.now, host = createHost() } = options
  const limits: Limits = { ...defaultLimits, ...options }
  let stopReason: string | undefined
  let isClosing = false

  const stop = (error: unknown): void => {
    if (stopReason !== undefined) return
    stopReason = stopReasonOf(error)
    flusher.stop()
    for (const { answer } of loop.stop()) answer(refused('T13-stopped', stopReason))
  }
  const storage = await openStorage(options, limits, stop)
  const { chain, flusher, metrics, reading } = storage
  if (chain.consensusHeight() !== undefined) {
    await storage.close()
    throw new StartError(
      'E5-other-engine',
      `${options.folder} belongs to a network of validators, who decide together what is recorded: start it with maru node.`,
    )
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
        if (result.ok) metrics.recorded(each.transaction)
        each.answer(result)
      })
      flusher.consider()
      if (sealed) storage.tell(sealed)
    } catch (error) {
      // The file may or may not have the block now, and its descriptor cannot be trusted: only a new start knows.
      stop(error)
      for (const { answer } of waiting) answer(refused('T13-stopped', stopReason))
    }
  }

  const now = (): number => Math.max(clock(), chain.time())
  const intake = createIntake({
    host,
    rules: reading.rules,
    chain: reading.genesis.chain,
    now,
    waitingMax: limits.waitingMax,
    stopped: () => stopReason ?? (isClosing ? 'the ledger is being closed' : undefined),
    ready: (waiting) => loop.add(waiting),
  })
  const loop = createBlockLoop({
    limits,
    verifying: () => intake.counts.verifying,
    timersDue: () => stopReason === undefined && (chain.timerAt() ?? Infinity) <= now(),
    mustWait: flusher.lags,
    cut,
  })

  /** Everything taken has been answered; after a failure that is at once. */
  const drained = async (): Promise<void> => {
    while (intake.counts.waiting > 0) await new Promise((resolve) => void setTimeout(resolve, limits.quietMs))
  }

  // A node that is killed soon after each start would otherwise have more to run again at every one.
  await flusher.flush()
  return {
    ...reading,
    submit: intake.submit,
    status: () => ({
      ...storage.status(stopReason),
      waiting: intake.counts.waiting,
      waitingMax: limits.waitingMax,
    }),
    metrics: () => metrics.read(intake.counts.refusals),
    close: async () => {
      isClosing = true
      await drained()
      loop.stop()
      await storage.close()
    },
    runTimers: loop.runTimers,
    flush: flusher.flush,
  }
}
