/**
 * Joining similar proposals. An officer says that a proposal is joined into another, and why. From then on the other
 * one takes the supports; those that were given stay where their givers put them until each moves their own:
 *
 *   proposal 8 --joined into--> proposal 3      supports of 8 stay at 8
 *   ana moves her support: 8 -1, 3 +1           or 8 -1 only, when she supports 3 already
 *
 * There are no chains: what others are joined into is not joined, and the other way round.
 */
import { ok, refuse, type Applying, type Checking } from '@maru/kernel/service.ts'
import { countReached, storeProposal } from './change-state.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Join, Proposal, Tables } from './state.ts'

/** P20: moderators and the mayor join. P6: nothing happens to what is not there. */
export const checkJoiner = (
  { tables, needs, actor }: Checking<Tables, Parameters, Needs>,
  number: number,
) => {
  if (!needs.hasRole(actor, 'moderator') && !needs.hasRole(actor, 'mayor')) return refuse('P20-not-moderator')
  return tables.proposals.has([number]) ? ok : refuse('P6-unknown-proposal')
}

type Context = Applying<Tables, Parameters, Needs>

/** Keeps an officer's act and its reasons in the history of the proposal that was joined or left. */
export const keepJoin = (
  { tables, actor, time, nextNumber }: Context,
  proposal: number,
  join: Pick<Join, 'act' | 'into' | 'content'>,
): void => void tables.joins.put([proposal, nextNumber('join')], { ...join, by: actor, at: time })

/** P25: that many joined into one open a debate, whatever its supports are. It is told as the threshold crossed. */
export const countJoined = (context: Context, number: number): void => {
  const { tables, parameters, time, emit } = context
  const before = tables.proposals.get([number]) as Proposal
  const joined = (before.joined ?? 0) + 1
  const { joinedForDebate } = parameters
  const opens = joinedForDebate > 0 && joined >= joinedForDebate && before.state !== 'debate'
  if (!opens) return storeProposal(context, number, before, { ...before, joined })
  const reached = { ...before.reached, debate: time }
  storeProposal(context, number, before, { ...before, joined, state: 'debate', reached, debateBy: 'joined' })
  countReached(context, 'debate')
  emit('threshold-crossed', { proposal: number, threshold: 'debate', count: before.supports, joined })
}
