/**
 * One city's validators as they agree on blocks: CometBFT's steps propose, prevote, precommit and commit, with what
 * each of them waits for. Votes come in at some validators, travel to all, are proposed by one after the other, and
 * are answered where they came in when that validator has the block on its disk.
 *
 * The first round of each height only: a proposal that would come later than timeout_propose is counted as late.
 */
import { createGossip, type Gossip } from './gossip.ts'
import { createLinks } from './links.ts'
import { createMempools, type Bundle } from './mempools.ts'
import { createCores, createThread, type Work } from './processors.ts'
import { createSimulation } from './simulation.ts'
import type { CityUnderLoad, Outcome } from './settings.ts'

interface Machine {
  readonly cores: Work
  /** JavaScript's thread, and CometBFT's for consensus. */
  readonly application: Work
  readonly consensus: Work
}

/** What one validator knows of one height. */
interface Height {
  isComplete: boolean
  isJudged: boolean
  hasPrecommitted: boolean
  isCommitting: boolean
}

interface Block {
  readonly bundles: readonly Bundle[]
  readonly count: number
  readonly proposedAt: number
}

export const simulate = (city: CityUnderLoad): Outcome => {
  const { validators, costs, settings, seconds, seed } = city
  const simulation = createSimulation(seed)
  const shared = createCores(simulation, city.coresPerMachine)
  const machines: Machine[] = Array.from({ length: validators }, () => {
    const cores = city.isOneMachine ? shared : createCores(simulation, city.coresPerMachine)
    return { cores, application: createThread(cores), consensus: createThread(cores) }
  })
  const links = createLinks(simulation, { ...city, ...settings })
  const heightOf = Array.from({ length: validators }, () => 1)
  const startedAt = new Float64Array(validators)
  const heights: Height[][] = machines.map(() => [])
  const blocks: Block[] = []
  const waiting = new Set<number>()
  const blockTimes: number[] = []
  let late = 0

  const of = (node: number): Height =>
    (heights[node]![heightOf[node]!] ??= {
      isComplete: false,
      isJudged: false,
      hasPrecommitted: false,
      isCommitting: false,
    })

  const proposerOf = (height: number): number => height % validators

  const startHeight = (node: number): void => {
    startedAt[node] = simulation.now()
    gossip.entered(node)
    if (proposerOf(heightOf[node]!) !== node) return look(node)
    if (mempools.isEmpty(node)) waiting.add(node)
    else propose(node)
  }

  const propose = (node: number): void => {
    waiting.delete(node)
    const bundles = mempools.take(node, settings.blockVotesMax, settings.blockBytesMax)
    const count = bundles.reduce((sum, bundle) => sum + bundle.count, 0)
    machines[node]!.application(
      costs.executeMs * count,
      () =>
        simulation.after(costs.fsyncMs, () => {
          const height = heightOf[node]!
          blocks[height] = { bundles, count, proposedAt: startedAt[node]! }
          gossip.proposed(node, height, count * costs.bytes)
        }),
      true,
    )
  }

  /** Does what has become possible for a validator at its height. */
  const look = (node: number): void => {
    const own = of(node)
    const height = heightOf[node]!
    const quorum = Math.floor((2 * validators) / 3) + 1
    if (!own.isComplete && gossip.hasBlock(node)) {
      own.isComplete = true
      judge(node, height, own)
    }
    if (own.isJudged && !own.hasPrecommitted && gossip.prevotes(node) >= quorum) {
      own.hasPrecommitted = true
      cast(node, height, 'precommit')
    }
    if (own.isComplete && !own.isCommitting && gossip.precommits(node) >= quorum) {
      own.isCommitting = true
      commit(node, height)
    }
  }

  const judge = (node: number, height: number, own: Height): void => {
    const { bundles, count, proposedAt } = blocks[height]!
    const since = Math.max(startedAt[node]!, proposedAt)
    if (simulation.now() - since > settings.proposeTimeoutMs) late++
    const unseen = mempools.unseenBy(node, bundles)
    const { cores, application } = machines[node]!
    cores(unseen * costs.signatureMs, () =>
      application(
        count * costs.judgeMs,
        () => {
          own.isJudged = true
          cast(node, height, 'prevote')
          // Executed ahead, while the votes travel (decision 0032); whoever proposed has done so.
          if (node !== proposerOf(height)) application(count * costs.executeMs, () => undefined, true)
        },
        true,
      ),
    )
  }

  /** A validator writes its own vote to the disk before anybody hears of it. */
  const cast = (node: number, height: number, kind: 'prevote' | 'precommit'): void =>
    machines[node]!.consensus(settings.messageMs, () =>
      simulation.after(costs.fsyncMs, () => {
        gossip.cast(node, height, kind)
        if (heightOf[node] === height) look(node)
      }),
    )

  const commit = (node: number, height: number): void => {
    const seenAt = simulation.now()
    const { bundles, count } = blocks[height]!
    const onDisk = (): void => {
      if (node === proposerOf(height)) blockTimes.push(simulation.now())
      mempools.committed(node, bundles)
      application(
        mempools.lengthOf(node) * costs.recheckMs,
        () =>
          simulation.after(seenAt + settings.commitTimeoutMs - simulation.now(), () => {
            heightOf[node] = height + 1
            startHeight(node)
          }),
        true,
      )
    }
    const { application } = machines[node]!
    application(
      count * costs.commitMs,
      () => simulation.after(settings.commitFsyncs * costs.fsyncMs, onDisk),
      true,
    )
  }

  const gossip: Gossip = createGossip({
    simulation,
    links,
    city,
    heightOf,
    consensusOf: (node) => machines[node]!.consensus,
    changed: look,
  })
  const mempools = createMempools({
    simulation,
    links,
    city,
    peersOf: gossip.peersOf,
    machineOf: (node) => machines[node]!,
    arrived: (node) => {
      if (waiting.has(node)) propose(node)
    },
  })

  machines.forEach((_, node) => startHeight(node))
  mempools.start()
  simulation.runUntil(1_000 * seconds)
  const judged = blocks.length * validators
  return { ...mempools.outcome(), ...paceOf(blockTimes), lateShare: judged > 0 ? late / judged : 0 }
}

const paceOf = (times: readonly number[]): { readonly blockMs: number } => ({
  blockMs: times.length > 1 ? (Math.max(...times) - Math.min(...times)) / (times.length - 1) : Number.NaN,
})
