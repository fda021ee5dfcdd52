/** What can be decided about a text, and the act that says so. */
import type { Wish } from '@maru/web/city/wish.ts'
import type { Rule } from '../../rules.ts'
import type { Address } from '../../state.ts'
import type { JudgedRow } from '../data.ts'

export type Decision = 'hide' | 'dismiss' | 'approve' | 'keep' | 'restore'

/** In which something can be decided. */
export const openStates = ['unreported', 'reported', 'waiting', 'appealed', 'hidden', 'upheld'] as const
export type OpenState = (typeof openStates)[number]

export const decisionsIn: { readonly [State in OpenState]: readonly Decision[] } = {
  unreported: ['hide'],
  reported: ['hide', 'dismiss'],
  waiting: ['approve', 'hide'],
  appealed: ['keep', 'restore'],
  hidden: ['restore'],
  upheld: ['restore'],
}

export interface Judged {
  readonly decision: Decision
  readonly rule: Rule | undefined
  readonly reasons: string
  /** Hidden with it, under the same rule and for the same reasons. */
  readonly others: readonly Address[]
}

/** `title` is what the receipt is called. */
export const wishOf = (row: JudgedRow, judged: Judged, title: string): Wish => {
  const { decision, rule, reasons, others } = judged
  const { case: number, service } = row
  const shared = {
    service: 'moderation',
    about: number === 0 ? '/moderation' : `/moderation/${number}`,
    title,
  }
  const text = { reasons }
  if (decision === 'hide') {
    const address = { service, number: row.number }
    if (others.length === 0)
      return { ...shared, action: 'hide-text', input: { ...address, rule: rule ?? '' }, text }
    const texts = [address, ...others.map((other) => ({ service: other.service, number: other.number }))]
    return { ...shared, action: 'hide-texts', input: { texts, rule: rule ?? '' }, text }
  }
  if (decision === 'approve') return { ...shared, action: 'approve-text', input: { case: number } }
  if (decision === 'dismiss') return { ...shared, action: 'dismiss-reports', input: { case: number }, text }
  return row.state === 'appealed'
    ? { ...shared, action: 'decide-appeal', input: { case: number, decision }, text }
    : { ...shared, action: 'restore-text', input: { case: number }, text }
}
