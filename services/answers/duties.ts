/**
 * What the city owes: an answer to a proposal, by a department or by the mayor, until a deadline.
 *
 *   waiting-for-department -> assigned -> due-soon -> overdue -> answered-late
 *            any of the first three -> answered in time, or lapsed
 *
 * Deadlines are timers, so a state changes although nobody acts, and nothing an officer does takes "overdue" away but
 * the answer, which then is late for ever. Whether an answer is late is judged by the clock of its block.
 */
import type { Timing } from '@maru/kernel/service.ts'
import { dayMs } from '../days.ts'
import { timer, type Needs, type Parameters } from './kit.ts'
import type { Duty, DutyState, Ower, Tables } from './state.ts'

type Context = Timing<Tables, Parameters, Needs>

/** A1: a department owes an answer when the first threshold is reached. A2: the mayor, at the mayor's threshold. */
export const hearThreshold = timer((context, { proposal, threshold }) => {
  const subject = { proposal: proposal as number, debate: 0 }
  if (threshold === 'assignment') owe(context, { ...subject, by: 'department' })
  if (threshold === 'mayor') owe(context, { ...subject, by: 'mayor' })
})

/** A2: the mayor, too, when so many took part in a debate. */
export const hearParticipants = timer((context, { proposal, debate }) =>
  owe(context, { proposal: proposal as number, debate: debate as number, by: 'mayor' }),
)

/** A15: whoever the poll named says what follows from it. Nobody waits for that where nobody voted. */
export const hearPollClosed = timer((context, { poll, asker, department, voters }) => {
  if (asker !== 'city' || voters === 0) return
  const subject = { proposal: 0, debate: 0, poll: poll as number }
  if (department === null) owe(context, { ...subject, by: 'mayor' })
  else owe(context, { ...subject, by: 'department' }, department as string)
})

/** A4. */
export const hearThresholdLost = timer((context, { proposal }) =>
  lapse(context, proposal as number, 'department'),
)

/** A4. */
export const hearWithdrawn = timer((context, { proposal }) => {
  lapse(context, proposal as number, 'department')
  lapse(context, proposal as number, 'mayor')
})

/** A5. */
export const becomeDueSoon = timer((context, { duty: number }) => {
  const duty = context.tables.duties.get([number as number]) as Duty
  if (duty.state === 'waiting-for-department' || duty.state === 'assigned')
    tellState(context, number as number, duty, 'due-soon')
})

/** A5. */
export const becomeOverdue = timer((context, { duty: number }) => {
  const duty = context.tables.duties.get([number as number]) as Duty
  if (!isSettled(duty)) tellState(context, number as number, duty, 'overdue')
})

export const isSettled = ({ state }: Duty): boolean =>
  state === 'answered' || state === 'answered-late' || state === 'lapsed'

/** A10: a begun day is counted whole. */
export const daysLate = ({ due }: Duty, time: number): number =>
  time < due ? 0 : Math.floor((time - due) / dayMs) + 1

/** Stores a duty and keeps the index and the counts of states true. */
export const storeDuty = (
  { tables }: Context,
  number: number,
  before: Duty | undefined,
  after: Duty,
): void => {
  tables.duties.put([number], after)
  if (before?.state === after.state) return
  const count = (state: DutyState, change: 1 | -1): void => {
    const duties = (tables.counts.get([after.by, state])?.duties ?? 0) + change
    tables.counts.put([after.by, state], { duties })
  }
  if (before) {
    tables.states.remove([before.state, number])
    count(before.state, -1)
  }
  tables.states.put([after.state, number], 0)
  count(after.state, 1)
}

type Subject = Pick<Duty, 'proposal' | 'debate' | 'poll' | 'by'>

/** A3: one answer is owed for a proposal, for a debate that has none, or for a poll, and by whom. */
const owe = (context: Context, subject: Subject, department: string | null = null): void => {
  const { by } = subject
  const { tables, parameters, time, emit, schedule, nextNumber } = context
  const key = keyOf(subject)
  if (tables.owed.has(key)) return
  const number = nextNumber('duty')
  const days = by === 'mayor' ? parameters.mayorAnswerDays : parameters.answerDays
  const due = time + days * dayMs
  const state = by === 'mayor' || department !== null ? 'assigned' : 'waiting-for-department'
  storeDuty(context, number, undefined, { ...subject, state, department, aroseAt: time, due })
  tables.owed.put(key, { duty: number })
  schedule(Math.max(time, due - parameters.dueSoonDays * dayMs), 'due-soon', { duty: number })
  schedule(due, 'overdue', { duty: number })
  emit('duty-arose', { duty: number, ...subject, due })
}

const keyOf = ({ proposal, debate, poll, by }: Subject) => {
  if (proposal > 0) return ['proposal', proposal, by] as const
  return poll === undefined ? (['debate', debate, by] as const) : (['poll', poll, by] as const)
}

/** A4: what is overdue or answered stays. */
const lapse = (context: Context, proposal: number, by: Ower): void => {
  const { tables, time, emit } = context
  const owed = tables.owed.get(['proposal', proposal, by])
  const duty = owed && tables.duties.get([owed.duty])
  if (!duty || isSettled(duty) || time >= duty.due) return
  storeDuty(context, owed.duty, duty, { ...duty, state: 'lapsed' })
  tables.owed.remove(['proposal', proposal, by])
  emit('duty-lapsed', { duty: owed.duty, proposal })
}

const tellState = (context: Context, number: number, duty: Duty, state: 'due-soon' | 'overdue'): void => {
  storeDuty(context, number, duty, { ...duty, state })
  context.emit(state, { duty: number, ...saidOf(duty), due: duty.due })
}

/** What events say of a duty. */
export const saidOf = ({ proposal, debate, poll, by, department }: Duty) => ({
  proposal,
  debate,
  ...(poll !== undefined && { poll }),
  by,
  department,
})
