/**
 * How a poll goes:
 *
 *   announced -> open -> closed         announced -> withdrawn
 *
 * Who may vote is decided when the timer opens it; whether a vote is in time, by the clock of its block and never by
 * whether the timer has run.
 */
import type { Timing } from '@maru/kernel/service.ts'
import { timer, type Needs, type Parameters } from './kit.ts'
import { dayMs } from '../days.ts'
import type { PollInput } from './inputs.ts'
import { emptyTally } from './questions.ts'
import type { Asker, ClosingReason, Poll, Tables } from './state.ts'

type Context = Timing<Tables, Parameters, Needs>

type Announced = PollInput & Pick<Poll, 'department'>

/** Stores what was judged; it opens now or at its time. */
export const announcePoll = (context: Context, asker: Asker, author: string, input: Announced): void => {
  const { tables, time, emit, schedule, nextNumber } = context
  const poll = nextNumber('poll')
  const opens = input.opens ?? time
  storePoll(context, poll, undefined, {
    ...input,
    state: 'announced',
    asker,
    author,
    opens,
    announcedAt: time,
  })
  if (asker === 'residents') tables.byAuthor.put([author, poll], 0)
  tables.turnouts.put([poll], { voters: 0, changes: 0 })
  for (const [index, question] of input.questions.entries())
    tables.tallies.put([poll, index + 1], emptyTally(question))
  emit('poll-announced', { poll, asker, opens, closes: input.closes })
  schedule(input.closes, 'close-poll', { poll })
  if (input.closes - opens > dayMs) schedule(input.closes - dayMs, 'tell-closing', { poll })
  if (input.opens === null) openNow(context, poll)
  else schedule(opens, 'open-poll', { poll })
}

export const openPoll = timer((context, { poll }) => {
  const { state } = context.tables.polls.get([poll as number]) as Poll
  if (state === 'announced') openNow(context, poll as number)
})

/** B5: from now on it is known who may vote. */
const openNow = (context: Context, poll: number): void => {
  const { needs, time, emit } = context
  const before = context.tables.polls.get([poll]) as Poll
  const { secrecy, group } = before
  const { members: count = 0, ...members } = needs.groupOf(group) ?? {}
  const eligible = secrecy === 'named' ? needs.countNamed(group) : count
  const fixed = 'root' in members ? { members } : {}
  storePoll(context, poll, before, { ...before, ...fixed, state: 'open', openedAt: time, eligible })
  const { version, root } = fixed.members ?? { version: 0, root: '' }
  emit('poll-opened', { poll, group, version, root, eligible })
}

/** A day before the end, for those who want to be told. Who has voted has nothing to do with it. */
export const tellClosing = timer(({ tables, emit }, { poll }) => {
  const { state, closes } = tables.polls.get([poll as number]) as Poll
  if (state === 'open') emit('poll-closes-soon', { poll: poll as number, closes })
})

export const closePoll = timer((context, { poll }) => {
  const before = context.tables.polls.get([poll as number]) as Poll
  if (before.state !== 'open' && before.state !== 'announced') return
  storePoll(context, poll as number, before, { ...before, state: 'closed' })
  emitClosed(context, poll as number)
})

/** B14: before its time; what was announced only is withdrawn. Nothing happens to one that is over. */
export const endEarly = (context: Context, poll: number, by: string, reason: ClosingReason): void => {
  const before = context.tables.polls.get([poll]) as Poll
  if (isOver(before, context.time)) return
  const state = before.state === 'open' ? 'closed' : 'withdrawn'
  const endedEarly = { by, reason, at: context.time }
  storePoll(context, poll, before, { ...before, state, endedEarly })
  if (state === 'closed') emitClosed(context, poll)
  else context.emit('poll-withdrawn', { poll })
}

/** B15: a resident who leaves has all their words destroyed, and nobody votes on words that are gone. */
export const hearTextsErased = timer((context, { author }) => {
  const account = author as string
  for (const [[, poll]] of context.tables.byAuthor.list({ prefix: [account], limit: pollsOfOneMax })) {
    endEarly(context, poll, account, 'text-erased')
    context.tables.polls.update([poll], (row) => ({ erasedAt: context.time, ...row }))
  }
})

/** More than a resident can open in a lifetime. */
const pollsOfOneMax = 100_000

export const isOver = ({ state, closes }: Poll, time: number): boolean =>
  state === 'closed' || state === 'withdrawn' || time >= closes

/** B17: whoever hears it knows who owes the voters an answer. */
const emitClosed = ({ tables, emit }: Context, poll: number): void => {
  const { asker, department = null } = tables.polls.get([poll]) as Poll
  emit('poll-closed', { poll, asker, department, voters: tables.turnouts.get([poll])?.voters ?? 0 })
}

const storePoll = ({ tables }: Context, poll: number, before: Poll | undefined, after: Poll): void => {
  tables.polls.put([poll], after)
  if (before?.state === after.state) return
  if (before) tables.states.remove([before.asker, before.state, poll])
  tables.states.put([after.asker, after.state, poll], 0)
}
