/** Questions that several actions ask in the same words. */
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import { dayMs } from '../days.ts'
import { isOver } from './change-state.ts'
import type { PollInput } from './inputs.ts'
import type { Needs, Parameters } from './kit.ts'
import { checkQuestions } from './questions.ts'
import type { Poll, Tables } from './state.ts'

type Context = Checking<Tables, Parameters, Needs>

/** V3 to V7: what is asked, of whom, when, and how secretly. */
export const checkPoll = (context: Context, input: PollInput) =>
  input.secrecy === 'sealed'
    ? refuse('V3-sealed-not-offered')
    : (checkWindow(context, input) ??
      checkQuestions(input.questions) ??
      checkShown(context, input) ??
      checkGroup(context, input))

/** V4: it opens now or later, closes after that, and neither is far off. */
const checkWindow = ({ parameters, time }: Context, { opens, closes }: PollInput) => {
  const longest = parameters.pollDaysMax * dayMs
  const from = opens ?? time
  if (from < time) return refuse('V4-opens-in-past')
  if (from > time + longest) return refuse('V4-opens-too-late')
  if (closes <= from) return refuse('V4-closes-too-soon')
  return closes > from + longest ? refuse('V4-open-too-long') : ok
}

/** V5: a group that the ledger can tell members of, by their accounts or by its tree. */
const checkGroup = ({ needs }: Context, { secrecy, group }: PollInput) => {
  if (secrecy === 'named') return needs.isNamedGroup(group) ? ok : refuse('V5-group-not-named')
  return needs.groupOf(group) ? ok : refuse('V5-unknown-group')
}

/** V7: an account that is seen anyway has nothing to hide in a small tally. */
const checkShown = ({ parameters }: Context, { secrecy, shownFrom }: PollInput) =>
  secrecy === 'anonymous' && shownFrom < parameters.tallyShownFrom ? refuse('V7-shown-too-early') : ok

/** V9: a poll that is there, has opened and is not over. */
export const checkOpen = (poll: Poll | undefined, time: number) => {
  if (!poll) return refuse('V9-unknown-poll')
  if (isOver(poll, time)) return refuse('V9-closed')
  return poll.state === 'open' ? ok : refuse('V9-not-open-yet')
}

/** V5, V10: of the poll's group, as it was when the poll opened. */
export const checkVoter = (context: Context, poll: Poll) =>
  poll.secrecy === 'named' ? checkAccount(context, poll) : checkMember(context, poll)

/** A proof that holds says that somebody with a leaf in the tree of that root voted, and nothing else. */
const checkMember = ({ member }: Context, { members }: Poll) => {
  if (!member) return refuse('V10-needs-proof')
  return member.root === members?.root ? ok : refuse('V10-other-root')
}

const checkAccount = ({ needs, actor, member }: Context, { group, openedAt }: Poll) => {
  if (member) return refuse('V10-needs-account')
  if (!needs.isResident(actor)) return refuse('V10-not-resident')
  const since = needs.memberSince(actor, group)
  return since !== undefined && since <= (openedAt as number) ? ok : refuse('V10-not-in-group')
}
