/**
 * How a policy goes on:
 *
 *   an answer adopts -> [waiting-for-department] -> underway -> carried-out | dropped
 *
 * Whatever happens is told as an event and kept in the policy's history, in one step, so that neither misses anything.
 */
import type { EventData, Timing } from '@maru/kernel/service.ts'
import type { ReadTables } from '@maru/kernel/state/table.ts'
import { timer, type Needs, type Parameters } from './kit.ts'
import type { Policy, Tables } from './state.ts'

type Context = Timing<Tables, Parameters, Needs>

/** What it carries out. */
type Origin = Pick<Policy, 'proposal' | 'debate' | 'poll'>

/** What the service of answers tells of an answer. */
interface Answered {
  readonly duty: number
  readonly proposal: number
  readonly debate: number
  readonly poll?: number
  /** Null when it is the mayor's. */
  readonly department: string | null
  readonly decision: string
}

/** Y13: `by` is the officer who acted; nobody did where an answer or the clock made it happen. */
export const tell = (
  { tables, time, emit, nextNumber }: Context,
  policy: number,
  event: string,
  data: EventData,
  by?: string,
): void => {
  emit(event, { policy, ...data })
  const entry = { event, at: time, ...(by !== undefined && { by }), data }
  tables.history.put([policy, nextNumber('entry')], entry)
}

/** Opens a policy now. Without a department it waits for one. */
export const openPolicyNow = (
  context: Context,
  opening: Pick<Policy, keyof Origin | 'department' | 'duty' | 'budgetWon' | 'content'>,
): number => {
  const { tables, time, nextNumber } = context
  const policy = nextNumber('policy')
  const state = opening.department === null ? 'waiting-for-department' : 'underway'
  storePolicy(context, policy, undefined, { ...opening, state, planned: 0, evidence: 0, openedAt: time })
  tables.origins.put([...originOf(opening), policy], 0)
  return policy
}

/** Y2: an answer that adopts, wholly or in part, makes a policy of what it answers, unless one is there. */
export const hearAnswer = timer((context, data) => {
  const { duty, proposal, debate, poll, department, decision } = data as EventData & Answered
  if (decision !== 'adopted' && decision !== 'partly-adopted') return
  const origin =
    proposal > 0 ? { proposal, debate: 0 } : { proposal: 0, debate, ...(poll !== undefined && { poll }) }
  if (livePolicyOf(context, origin) !== undefined) return
  const policy = openPolicyNow(context, { ...origin, department, duty })
  tell(context, policy, 'policy-opened', { ...origin, department, duty })
})

/** Y3: the policy of a proposal, a debate or a poll that was not dropped. */
export const livePolicyOf = (
  { tables }: { readonly tables: Pick<ReadTables<Tables>, 'origins' | 'policies'> },
  origin: Origin,
): number | undefined => {
  const [last] = tables.origins.list({ prefix: originOf(origin), reverse: true, limit: 1 })
  const policy = last?.[0][2]
  return policy !== undefined && tables.policies.get([policy])?.state !== 'dropped' ? policy : undefined
}

/** Stores a policy and keeps its indexes true. */
export const storePolicy = (
  { tables }: Context,
  policy: number,
  before: Policy | undefined,
  after: Policy,
): void => {
  tables.policies.put([policy], after)
  if (before?.state === after.state && before.department === after.department) return
  if (before) tables.states.remove([before.state, policy])
  if (before && before.department !== null)
    tables.departments.remove([before.department, before.state, policy])
  tables.states.put([after.state, policy], 0)
  if (after.department !== null) tables.departments.put([after.department, after.state, policy], 0)
}

/** Y9 and Y10: ends a policy for good. */
export const endPolicy = (
  context: Context,
  policy: number,
  state: 'carried-out' | 'dropped',
  endContent: Uint8Array,
): Policy => {
  const before = context.tables.policies.get([policy]) as Policy
  storePolicy(context, policy, before, { ...before, state, endedAt: context.time, endContent })
  return before
}

const originOf = ({ proposal, debate, poll }: Origin) => {
  if (proposal > 0) return ['proposal', proposal] as const
  return poll === undefined ? (['debate', debate] as const) : (['poll', poll] as const)
}
