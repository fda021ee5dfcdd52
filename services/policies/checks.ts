/** Questions that several actions ask in the same words. */
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import { dayMs } from '../days.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Tables } from './state.ts'

type Context = Checking<Tables, Parameters, Needs>

/** Ten years, near enough: a date further ahead is a slip of the pen. */
const aheadMaxMs = 3_652 * dayMs

/** Y11: a policy that is there and has not ended. */
export const checkLive = ({ tables }: Pick<Context, 'tables'>, number: number) => {
  const policy = tables.policies.get([number])
  if (!policy) return refuse('Y11-unknown-policy')
  return policy.state === 'carried-out' || policy.state === 'dropped' ? refuse('Y11-ended') : ok
}

/** Y1 and Y11: an officer of the responsible department writes to a policy that goes on. */
export const checkWriter = (context: Context, number: number) => {
  const no = checkLive(context, number)
  if (no) return no
  const department = context.tables.policies.get([number])?.department ?? null
  if (department === null) return refuse('Y1-no-department')
  return context.needs.isOfficerOf(department, context.actor)
    ? ok
    : refuse('Y1-not-responsible', `the department ${department} is responsible`)
}

/** Y8: of the policy's milestones, one that is still planned. */
export const checkPlanned = ({ tables }: Context, policy: number, milestone: number) => {
  const row = tables.milestones.get([policy, milestone])
  if (!row) return refuse('Y8-unknown-milestone')
  return row.state === 'planned' ? ok : refuse('Y8-ended')
}

/** Y6. */
export const checkDue = ({ time }: Context, due: number) => {
  if (due <= time) return refuse('Y6-not-ahead')
  return due > time + aheadMaxMs ? refuse('Y6-too-far-ahead') : ok
}
