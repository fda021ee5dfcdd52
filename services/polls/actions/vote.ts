import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { pollNumber } from '../../schemas.ts'
import { checkOpen, checkVoter } from '../checks.ts'
import { countVote } from '../count-vote.ts'
import { answers } from '../inputs.ts'
import { action } from '../kit.ts'
import { checkAnswers } from '../questions.ts'
import type { Poll, Vote } from '../state.ts'

/** B8: the place. B9: the time. B10: who votes. B11: the answers. B12: once, or again where the poll allows it. */
export const vote = action({
  input: z.strictObject({
    poll: pollNumber,
    answers,
    sequence: z
      .int()
      .min(1)
      .max(1001)
      .meta({ description: '1 for a first vote; a higher one replaces a lower.' }),
    isHere: z.boolean().meta({
      description: 'Whether the device says it is at the place of the poll; false where there is none.',
    }),
  }),
  summary: 'Vote in a poll, or change your vote where the poll allows it.',
  example: { poll: 1, answers: [[2]], sequence: 1, isHere: false },
  // One voice in each poll, whatever is chosen: the proof's message binds that.
  membership: { scope: ({ poll }) => ['poll', poll] },
  check: (context, { poll: number, answers: given, sequence, isHere }) => {
    const { tables, time, parameters, actor } = context
    const poll = tables.polls.get([number])
    const no = checkOpen(poll, time)
    if (no || !poll) return no
    return (
      checkVoter(context, poll) ??
      checkPlace(poll, isHere) ??
      checkAnswers(poll.questions, given) ??
      checkSequence(poll, tables.votes.get([number, actor]), sequence, parameters.voteChangesMax)
    )
  },
  apply: (context, { poll, answers: given, sequence }) => countVote(context, poll, given, sequence),
})

const checkPlace = ({ place }: Poll, isHere: boolean) =>
  place !== null && !isHere
    ? refuse('B8-not-at-place')
    : place === null && isHere
      ? refuse('B8-no-place')
      : ok

/** Numbers are bounded, so one voter can make no more of them than that. */
const checkSequence = (
  { canChange }: Poll,
  before: Vote | undefined,
  sequence: number,
  changesMax: number,
) => {
  if (before && !canChange) return refuse('B12-voted-already')
  if (before && sequence <= before.sequence) return refuse('B12-sequence-too-low')
  return sequence > (canChange ? changesMax : 0) + 1 ? refuse('B12-too-many-changes') : ok
}
