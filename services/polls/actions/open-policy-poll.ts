import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { departmentId } from '../../schemas.ts'
import { announcePoll } from '../change-state.ts'
import { checkPoll } from '../checks.ts'
import { policyPollContent } from '../content.ts'
import { pollExample, pollFields } from '../inputs.ts'
import { action, type Needs } from '../kit.ts'

/** B1: an officer of a department, or the mayor, asks for the city. B3 to B7: the poll, see checks.ts. B17: who will answer. */
export const openPolicyPoll = action({
  input: z.strictObject({
    ...pollFields,
    department: departmentId.optional().meta({
      description: 'The department that says what follows when the poll is over; left out, the mayor does.',
    }),
  }),
  summary: 'Open a poll of the city, now or at a time to come. For departments and the mayor.',
  example: { ...pollExample, department: 'transport' },
  content: policyPollContent,
  check: (context, input) => {
    const { needs } = context
    if (!isOfficer(context)) return refuse('B1-not-officer')
    if (input.department !== undefined && !needs.isDepartment(input.department))
      return refuse('B17-unknown-department')
    return checkPoll(context, input)
  },
  apply: (context, input) => announcePoll(context, 'city', context.actor, input),
})

const isOfficer = ({ needs, actor }: { readonly needs: Needs; readonly actor: string }): boolean =>
  needs.hasRole(actor, 'department') || needs.hasRole(actor, 'mayor')
