import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { announcePoll } from '../change-state.ts'
import { checkPoll } from '../checks.ts'
import { policyPollContent } from '../content.ts'
import { pollExample, pollFields } from '../inputs.ts'
import { action } from '../kit.ts'

/** B1: an officer of a department, or the mayor, asks for the city. B3 to B7: the poll, see checks.ts. */
export const openPolicyPoll = action({
  input: z.strictObject(pollFields),
  summary: 'Open a poll of the city, now or at a time to come. For departments and the mayor.',
  example: pollExample,
  content: policyPollContent,
  check: (context, input) =>
    context.needs.hasRole(context.actor, 'department') || context.needs.hasRole(context.actor, 'mayor')
      ? checkPoll(context, input)
      : refuse('B1-not-officer'),
  apply: (context, input) => announcePoll(context, 'city', context.actor, input),
})
