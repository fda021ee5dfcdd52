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
import { membersNow } from './speakers.ts'
import type { Debate, Opinion, Side, Tables, Tally, Voice } from './state.ts'
import { shownTally } from './tally.ts'

type Context = Timing<Tables, Parameters, Needs>

/** Opens a debate now, for as many days as are in force now. */
export const openDebateNow = (
  context: Context,
  opening: Pick<Debate, 'proposal' | 'openedBy' | 'content'>,
): void => {
  const { tables, parameters, time, emit, schedule, nextNumber } = context
  const debate = nextNumber('debate')
  const closes = time + parameters.debateDays * dayMs
  tables.debates.put([debate], { ...opening, state: 'open', opens: time, closes, ...membersNow(context) })
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

/** D4: the opinion counts in place of the one that its author gave before. */
export const countOpinion = (context: Context, opinion: number, { debate, author, side }: Opinion): void => {
  const { tables, emit } = context
  const before = tables.latest.get([debate, author])
  tables.latest.put([debate, author], { opinion, side })
  const participants = countSide(context, debate, before?.side, side)
  emit('opinion-given', { debate, opinion, side, participants })
  tellWhenEnough(context, debate, participants)
}

/** D4, for a member. The event says neither whose it is nor which side: sides are shown from so many on. */
export const countVoice = (context: Context, debate: number, member: string, voice: Voice): void => {
  const { tables, emit } = context
  const before = tables.voices.get([debate, member])
  tables.voices.put([debate, member], voice)
  const participants = countSide(context, debate, before?.side, voice.side)
  emit('side-taken', { debate, participants, isChange: before !== undefined })
  tellWhenEnough(context, debate, participants)
}

/** D11. */
export const closeDebate = timer(({ tables, emit }, { debate }) => {
  const number = debate as number
  const row = tables.debates.update([number], (open) => ({ ...open, state: 'closed' }))
  tables.states.remove(['open', number])
  tables.states.put(['closed', number], 0)
  const tally = tables.tallies.get([number]) as Tally
  emit('debate-closed', { debate: number, proposal: row.proposal, ...shownTally(row, tally) })
})

const countSide = ({ tables }: Context, debate: number, before: Side | undefined, side: Side): number =>
  tables.tallies.update([debate], (tally) => moveTally(tally, before, side)).participants

/** D10: told once that the mayor has to answer. */
const tellWhenEnough = (context: Context, debate: number, participants: number): void => {
  const { tables, parameters, time, emit } = context
  const row = tables.debates.get([debate]) as Debate
  const enough = parameters.participantsForMayor
  if (enough === 0 || participants < enough || row.mayorAt !== undefined) return
  tables.debates.put([debate], { ...row, mayorAt: time })
  emit('participants-reached', { debate, proposal: row.proposal, participants })
}

const moveTally = (tally: Tally, before: Side | undefined, side: Side): Tally => {
  const left = before ? { ...tally, [before]: tally[before] - 1 } : tally
  return { ...left, [side]: left[side] + 1, participants: tally.participants + (before ? 0 : 1) }
}
