/**
 * How a case goes on. Each step is an act in the public log, and the text is held back exactly while the case is in a
 * state that holds it back:
 *
 *   reported -> dismissed        waiting -> approved        hidden -> appealed -> upheld
 *   reported, waiting -> hidden        hidden, appealed, upheld -> restored        all of these -> erased
 */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Timing } from '@maru/kernel/service.ts'
import type { ReadTables } from '@maru/kernel/state/table.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Act, Address, Case, CaseState, Hold, Tables, Text } from './state.ts'

export type Context = Timing<Tables, Parameters, Needs>

type Details = Pick<Act, 'by' | 'rule' | 'content'>
type Change = Partial<Pick<Case, 'reports' | 'rule' | 'hiddenBy' | 'appeal'>>

/** The case that governs a text now, if one does: what holds it back, or the latest about it that is not over. */
export const caseFor = (
  tables: ReadTables<Tables>,
  address: Address,
  { content }: Text,
): number | undefined => {
  const commitment = bytesToHex(content)
  const hold = tables.holds.get([commitment])
  if (hold) return hold.case
  const latest = tables.caseOf.get([address.service, address.number])?.case
  const about = latest === undefined ? undefined : tables.cases.get([latest])
  return about?.state === 'reported' && bytesToHex(about.content) === commitment ? latest : undefined
}

/** Returns the number of the case. */
export const openCase = (
  context: Context,
  { service, number }: Address,
  { author, content }: Text,
  state: CaseState,
  details: Details,
  change: Change = {},
): number => {
  const opened = context.nextNumber('case')
  const about = { service, number, author, content, state, openedAt: context.time, reports: 0, ...change }
  context.tables.caseOf.put([service, number], { case: opened })
  storeCase(context, opened, undefined, about)
  record(context, opened, state, details)
  return opened
}

export const continueCase = (
  context: Context,
  number: number,
  state: CaseState,
  details: Details,
  change: Change = {},
): Case => {
  const before = context.tables.cases.get([number]) as Case
  const after = { ...before, ...change, state }
  storeCase(context, number, before, after)
  record(context, number, state, details)
  return after
}

export const isHolding = (about: Case): boolean => about.state === 'waiting' || isHidden(about)

export const isHidden = ({ state }: Case): boolean =>
  state === 'hidden' || state === 'appealed' || state === 'upheld'

const holdBy = (number: number, about: Case): Hold | undefined =>
  isHidden(about)
    ? { case: number, state: 'hidden', rule: about.rule ?? null }
    : about.state === 'waiting'
      ? { case: number, state: 'waiting', rule: null }
      : undefined

const storeCase = ({ tables }: Context, number: number, before: Case | undefined, after: Case): void => {
  tables.cases.put([number], after)
  const hold = holdBy(number, after)
  const commitment = bytesToHex(after.content)
  if (hold) tables.holds.put([commitment], hold)
  else if (before && isHolding(before)) tables.holds.remove([commitment])
  if (before?.state === after.state) return
  if (before) tables.states.remove([before.state, number])
  tables.states.put([after.state, number], 0)
}

const record = (
  { tables, time, nextNumber }: Context,
  number: number,
  act: CaseState,
  details: Details,
): void => {
  const step = nextNumber('act')
  tables.acts.put([step], { case: number, act, at: time, ...details })
  tables.actsOf.put([number, step], 0)
}
