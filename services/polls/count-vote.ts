/** B12, B13: a vote moves the tallies; one that replaces another takes that one's answers out again. */
import type { Applying } from '@maru/kernel/service.ts'
import type { Needs, Parameters } from './kit.ts'
import { addToTally, type Answers } from './questions.ts'
import type { Poll, Tables } from './state.ts'

const hourMs = 3_600_000

export const countVote = (
  context: Applying<Tables, Parameters, Needs>,
  number: number,
  answers: Answers,
  sequence: number,
): void => {
  const { tables, actor, time, emit } = context
  const poll = tables.polls.get([number]) as Poll
  const before = tables.votes.get([number, actor])
  tables.votes.put([number, actor], { answers, sequence, at: time })
  for (const [index, question] of poll.questions.entries()) {
    const removed = before?.answers[index] ?? null
    const added = answers[index] ?? null
    if (removed === null && added === null) continue
    tables.tallies.update([number, index + 1], (tally) =>
      addToTally(addToTally(tally, question, removed, -1), question, added, 1),
    )
  }
  const isChange = before !== undefined
  const { voters } = tables.turnouts.update([number], (turnout) => ({
    voters: turnout.voters + (isChange ? 0 : 1),
    changes: turnout.changes + (isChange ? 1 : 0),
  }))
  if (!isChange) countInHour(context, number, Math.floor((time - (poll.openedAt as number)) / hourMs))
  // Whose it is stands in no event: what follows from votes, as points, has to do without.
  emit('voted', { poll: number, voters, isChange })
}

const countInHour = ({ tables }: Applying<Tables, Parameters, Needs>, poll: number, hour: number): void => {
  const before = tables.hours.get([poll, hour])?.voters ?? 0
  tables.hours.put([poll, hour], { voters: before + 1 })
}
