/** Questions that several actions ask in the same words. */
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Duty, Tables } from './state.ts'

type Context = Checking<Tables, Parameters, Needs>

/** A14: a duty that is there and did not lapse. */
export const checkDuty = ({ tables }: Context, number: number) => {
  const duty = tables.duties.get([number])
  if (!duty) return refuse('A14-unknown-duty')
  return duty.state === 'lapsed' ? refuse('A14-lapsed') : ok
}

/** A7 and A14: the acting account answers for whoever owes this. */
export const checkAnswerer = (context: Context, number: number) => {
  const no = checkDuty(context, number)
  if (no) return no
  const { tables, needs, actor } = context
  const { by, department } = tables.duties.get([number]) as Duty
  if (by === 'mayor') return needs.hasRole(actor, 'mayor') ? ok : refuse('A7-not-yours')
  if (department === null) return refuse('A7-no-department')
  const isOfficer = needs.hasRole(actor, 'department') && tables.officers.has([department, actor])
  return isOfficer ? ok : refuse('A7-not-yours')
}

/** A9: names the answer that came first. */
export const checkUnanswered = ({ tables }: Context, number: number) => {
  const { answer } = tables.duties.get([number]) as Duty
  return answer ? refuse('A9-answered-already', `${answer.decision}, by ${answer.by} at ${answer.at}`) : ok
}

/** A13: the mayor's office, and a department that the city has. */
export const checkPlacing = ({ tables, needs, actor }: Context, department: string) => {
  if (!needs.hasRole(actor, 'mayor')) return refuse('A13-not-mayor')
  return tables.departments.has([department]) ? ok : refuse('A13-unknown-department')
}
