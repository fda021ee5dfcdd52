/**
 * How supports move a proposal:
 *
 *   open <-> needs-assignment -> debate      open -> closed, when its time is over
 *
 * A threshold is judged at each support, with the number in force at that moment. Only from needs-assignment does a
 * proposal fall back; nothing that was reached is taken away.
 */
import type { Timing } from '@maru/kernel/service.ts'
import { timer, type Needs, type Parameters } from './kit.ts'
import { thresholds, type Proposal, type ProposalState, type Tables, type Threshold } from './state.ts'

type Context = Timing<Tables, Parameters, Needs>

/** Counts one more support, and tells of each threshold that is crossed by it. */
export const countSupport = (context: Context, number: number, proposal: Proposal): void => {
  const { parameters, time, emit } = context
  const count = proposal.supports + 1
  emit('supported', { proposal: number, count })
  let { state } = proposal
  const reached: { [T in Threshold]?: number } = { ...proposal.reached }
  for (const threshold of thresholds) {
    const least = supportsFor(parameters, threshold)
    if (least === 0 || count < least) continue
    const next = stateAfter(state, threshold)
    if (next === state && reached[threshold] !== undefined) continue
    if (reached[threshold] === undefined) {
      reached[threshold] = time
      countReached(context, threshold)
    }
    state = next
    emit('threshold-crossed', { proposal: number, threshold, count })
  }
  storeProposal(context, number, proposal, { ...proposal, supports: count, state, reached })
}

/** Counts one support less. */
export const uncountSupport = (context: Context, number: number, proposal: Proposal): void => {
  const { parameters, needs, time, emit } = context
  const { state, supports, closes } = proposal
  const count = supports - 1
  emit('support-withdrawn', { proposal: number, count })
  const isBelow = state === 'needs-assignment' && count < parameters.supportsForAssignment
  // Fallen back after its time it would be closed, and nobody could support it up again.
  const isInTime = closes === undefined || time < closes
  const falls = isBelow && isInTime && !needs.isTakenUp(number, time)
  if (falls) emit('threshold-lost', { proposal: number, threshold: 'assignment', count })
  storeProposal(context, number, proposal, { ...proposal, supports: count, state: falls ? 'open' : state })
}

/** P14: a proposal that has not reached the first threshold in its time takes no more supports. */
export const closeProposal = timer((context, { proposal }) => {
  const number = proposal as number
  const before = context.tables.proposals.get([number]) as Proposal
  if (before.state !== 'open') return
  storeProposal(context, number, before, { ...before, state: 'closed' })
  context.emit('proposal-closed', { proposal: number, count: before.supports })
})

/** Counts one more proposal that reached a threshold. */
export const countReached = ({ tables }: Context, threshold: Threshold): void => {
  const { proposals } = tables.reached.get([threshold]) ?? { proposals: 0 }
  tables.reached.put([threshold], { proposals: proposals + 1 })
}

/** Stores a proposal and keeps the index of states true. */
export const storeProposal = (
  { tables }: Context,
  number: number,
  before: Proposal | undefined,
  after: Proposal,
): void => {
  tables.proposals.put([number], after)
  if (before?.state === after.state) return
  if (before) tables.states.remove([before.state, number])
  tables.states.put([after.state, number], 0)
}

const supportsFor = (parameters: Parameters, threshold: Threshold): number => {
  switch (threshold) {
    case 'assignment':
      return parameters.supportsForAssignment
    case 'debate':
      return parameters.supportsForDebate
    case 'mayor':
      return parameters.supportsForMayor
  }
}

const stateAfter = (state: ProposalState, threshold: Threshold): ProposalState => {
  if (threshold === 'assignment' && state === 'open') return 'needs-assignment'
  if (threshold === 'debate' && (state === 'open' || state === 'needs-assignment')) return 'debate'
  return state
}
