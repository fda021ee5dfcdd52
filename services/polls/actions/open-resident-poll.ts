import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { countToday } from '../../days.ts'
import { announcePoll } from '../change-state.ts'
import { checkPoll } from '../checks.ts'
import { residentPollContent } from '../content.ts'
import { pollExample, pollFields } from '../inputs.ts'
import { action } from '../kit.ts'

/** B2: a resident asks the others, so many times a day. B3 to B7: the poll, see checks.ts. */
export const openResidentPoll = action({
  input: z.strictObject(pollFields),
  summary: 'Ask the other residents, now or at a time to come.',
  example: pollExample,
  content: residentPollContent,
  check: (context, input) => {
    const { tables, needs, parameters, actor, time } = context
    if (!needs.isResident(actor)) return refuse('B2-not-resident')
    const { residentPollsPerDay } = parameters
    const { count } = countToday(tables.days.get([actor]), time)
    if (residentPollsPerDay > 0 && count > residentPollsPerDay) return refuse('B2-too-many-today')
    return checkPoll(context, input)
  },
  apply: (context, input) => {
    const { tables, actor, time } = context
    tables.days.put([actor], countToday(tables.days.get([actor]), time))
    announcePoll(context, 'residents', actor, input)
  },
})
