/** Questions that several actions ask in the same words. */
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import { dayMs } from '../days.ts'
import { isOver } from './change-state.ts'
import type { PollInput } from './inputs.ts'
import type { Needs, Parameters } from './kit.ts'
import { checkQuestions } from './questions.ts'
import type { Poll, Tables } from './state.ts'

type Context = Checking<Tables, Parameters, Needs>

/** B3 to B7: what is asked, of whom, when, and how secretly. */
export const checkPoll = (context: Context, input: PollInput) =>
  input.secrecy === 'sealed'
    ? refuse('B3-sealed-not-offered')
    : (checkWindow(context, input) ??
      checkQuestions(input.questions) ??
      checkShown(context, input) ??
      checkGroup(context, input))

/** B4: it opens now or later, closes after that, and neither is far off. */
const checkWindow = ({ parameters, time }: Context, { opens, closes }: PollInput) => {
  const longest = parameters.pollDaysMax * dayMs
  const from = opens ?? time
  if (from < time) return refuse('B4-opens-in-past')
  if (from > time + longest) return refuse('B4-opens-too-late')
  if (closes <= from) return refuse('B4-closes-too-soon')
  return closes > from + longest ? refuse('B4-open-too-long') : ok
}

/** B5: a group that the ledger can tell members of, by their accounts or by its tree. */
const checkGroup = ({ needs }: Context, { secrecy, group }: PollInput) => {
  const isKnown = secrecy === 'named' ? needs.isNamedGroup(group) : needs.groupOf(group) !== undefined
  return isKnown ? ok : refuse('B5-unknown-group')
}

/** B7: an account that is seen anyway has nothing to hide in a small tally. */
const checkShown = ({ parameters }: Context, { secrecy, shownFrom }: PollInput) =>
  secrecy === 'anonymous' && shownFrom < parameters.tallyShownFrom ? refuse('B7-shown-too-early') : ok

/** B9: a poll that is there, has opened and is not over. */
export const checkOpen = (poll: Poll | undefined, time: number) => {
  if (!poll) return refuse('B9-unknown-poll')
  if (isOver(poll, time)) return refuse('B9-closed')
  return poll.state === 'open' ? ok : refuse('B9-not-open-yet')
}

/** B5, B10: of the poll's group, as it was when the poll opened. */
export const checkVoter = (context: Context, poll: Poll) =>
  poll.secrecy === 'named' ? checkAccount(context, poll) : checkMember(context, poll)

/** A proof that holds says that somebody with a leaf in the tree of that root voted, and nothing else. */
const checkMember = ({ member }: Context, { members }: Poll) => {
  if (!member) return refuse('B10-needs-proof')
  return member.root === members?.root ? ok : refuse('B10-other-root')
}

const checkAccount = ({ needs, actor, member }: Context, { group, members, openedAt }: Poll) => {
  if (member) return refuse('B10-needs-account')
  if (!needs.isResident(actor)) return refuse('B10-not-resident')
  const then = { at: openedAt as number, size: members?.size }
  return needs.belonged(actor, group, then) ? ok : refuse('B10-not-in-group')
}
