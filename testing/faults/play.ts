/** Plays a schedule on a network under votes, and says after each step what voters noticed of it. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault, FaultContext, Step } from './fault.ts'
import { stepToLine } from './schedule.ts'
import { caughtUp } from './test-network.ts'
import type { startVoters } from './voters.ts'

type Voters = ReturnType<typeof startVoters>

export interface Played {
  readonly step: Step
  /** On the clock of the history. */
  readonly from: number
  readonly to: number
  readonly votes: number
  readonly longestWaitMs: number
  /** From the mending until all had the same block again. */
  readonly recoveredMs: number
}

/** Generous: what is asserted is that it comes, on a machine that may be busy. */
const PROGRESS_WITHIN_MS = 60_000
const CAUGHT_UP_WITHIN_MS = 180_000
/** What was agreed on before a split may still reach everybody. */
const SPLIT_SETTLES_MS = 3_000

export const playStep = async (
  context: FaultContext,
  voters: Voters,
  fault: Fault,
  step: Step,
): Promise<Played> => {
  const { network, log } = context
  const from = voters.clock()
  const votesBefore = voters.recordedCount()
  log(stepToLine(step))
  const mend = await fault.begin(context, step)
  if (fault.goesOn) {
    await progress(voters, `while ${step.fault} lasts`)
    await wait(Math.max(0, step.holdMs - (voters.clock() - from)))
  } else await hold(context, voters, step)
  await mend()
  const mendedAt = voters.clock()
  await caughtUp(network.nodes, CAUGHT_UP_WITHIN_MS)
  const recoveredMs = voters.clock() - mendedAt
  await progress(voters, `after ${step.fault}`)
  const to = voters.clock()
  const played = {
    step,
    from,
    to,
    votes: voters.recordedCount() - votesBefore,
    longestWaitMs: longestWait(voters, from, to),
    recoveredMs,
  }
  log(
    `  ${played.votes} votes, longest wait ${(played.longestWaitMs / 1000).toFixed(1)} s, together again after ${(recoveredMs / 1000).toFixed(1)} s`,
  )
  if (played.longestWaitMs > (fault.waitMaxMs ?? Infinity))
    throw new Error(`a voter waited ${Math.round(played.longestWaitMs / 1000)} s while ${fault.name} lasted`)
  return played
}

/** A few votes that were given after now are acknowledged. */
const progress = async (voters: Voters, when: string): Promise<void> => {
  const since = voters.clock()
  const isSince = (): boolean =>
    voters.history.acts.filter((act) => act.outcome === 'recorded' && act.from > since).length >= 3
  while (!isSince()) {
    if (voters.clock() - since > PROGRESS_WITHIN_MS)
      throw new Error(`no vote was acknowledged within ${PROGRESS_WITHIN_MS / 1000} s ${when}`)
    await wait(50)
  }
}

/** Neither half of a split network may go on. */
const hold = async ({ network }: FaultContext, voters: Voters, step: Step): Promise<void> => {
  if (step.fault !== 'split-two-and-two') return wait(step.holdMs)
  await wait(SPLIT_SETTLES_MS)
  const heights = (): Promise<(number | undefined)[]> =>
    Promise.all(network.nodes.map((node) => node.height()))
  const before = await heights()
  const votesBefore = voters.recordedCount()
  await wait(step.holdMs)
  const after = await heights()
  const news = voters.recordedCount() - votesBefore
  if (Math.max(...after.map((height) => height ?? 0)) > Math.max(...before.map((height) => height ?? 0)))
    throw new Error(`split two and two, the validators went from ${before.join(', ')} to ${after.join(', ')}`)
  if (news > 0) throw new Error(`split two and two, ${news} votes were acknowledged`)
}

const longestWait = (voters: Voters, from: number, to: number): number =>
  Math.max(
    voters.longestWaitMs(),
    ...voters.history.acts
      .filter((act) => act.outcome === 'recorded' && act.to >= from && act.from <= to)
      .map((act) => act.to - act.from),
  )
