/**
 * How debates open, count and close:
 *
 *   [supports, the panel, the city] -> open -> closed
 *
 * Whether an opinion is in time is judged by the clock of its block, never by whether the timer has run.
 */
import type { Timing } from '@maru/kernel/service.ts'
import { dayMs } from '../days.ts'
import { timer, type Needs, type Parameters } from './kit.ts'
import type { Debate, Opinion, Side, Tables, Tally } from './state.ts'

type Context = Timing<Tables, Parameters, Needs>

/** Opens a debate now, for as many days as are in force now. */
export const openDebateNow = (
  { tables, parameters, time, emit, schedule, nextNumber }: Context,
  opening: Pick<Debate, 'proposal' | 'openedBy' | 'content'>,
): void => {
  const debate = nextNumber('debate')
  const closes = time + parameters.debateDays * dayMs
  tables.debates.put([debate], { ...opening, state: 'open', opens: time, closes })
  tables.tallies.put([debate], { for: 0, against: 0, other: 0, participants: 0 })
  tables.states.put(['open', debate], 0)
  if (opening.proposal > 0) tables.debateOf.put([opening.proposal], { debate })
  schedule(closes, 'close-debate', { debate })
  emit('debate-opened', { debate, proposal: opening.proposal, closes })
}

/** D6: supports, or proposals joined, open a debate; one that the panel opened before stays the only one. */
export const hearThreshold = timer((context, { proposal, threshold, joined }) => {
  const number = proposal as number
  if (threshold !== 'debate' || context.tables.debateOf.has([number])) return
  openDebateNow(context, { proposal: number, openedBy: joined === undefined ? 'supports' : 'joined' })
})

/** D4 and D10: moves its author to the side of an opinion, and tells once that the mayor has to answer. */
export const countOpinion = (context: Context, opinion: number, { debate, author, side }: Opinion): void => {
  const { tables, parameters, time, emit } = context
  const before = tables.latest.get([debate, author])
  tables.latest.put([debate, author], { opinion, side })
  const { participants } = tables.tallies.update([debate], (tally) => moveTally(tally, before?.side, side))
  emit('opinion-given', { debate, opinion, side, participants })
  const row = tables.debates.get([debate]) as Debate
  const enough = parameters.participantsForMayor
  if (enough === 0 || participants < enough || row.mayorAt !== undefined) return
  tables.debates.put([debate], { ...row, mayorAt: time })
  emit('participants-reached', { debate, proposal: row.proposal, participants })
}

/** D11. */
export const closeDebate = timer(({ tables, emit }, { debate }) => {
  const number = debate as number
  const { proposal } = tables.debates.update([number], (row) => ({ ...row, state: 'closed' }))
  tables.states.remove(['open', number])
  tables.states.put(['closed', number], 0)
  emit('debate-closed', { debate: number, proposal, ...tables.tallies.get([number]) })
})

const moveTally = (tally: Tally, before: Side | undefined, side: Side): Tally => {
  const left = before ? { ...tally, [before]: tally[before] - 1 } : tally
  return { ...left, [side]: left[side] + 1, participants: tally.participants + (before ? 0 : 1) }
}
