/** Questions that several actions ask in the same words. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse, type Checking, type Reading } from '@maru/kernel/service.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Address, Case, Tables, Text } from './state.ts'

type Context = Checking<Tables, Parameters, Needs>
type Verdict = ReturnType<typeof refuse> | undefined

export const textAt = (
  { tables, needs }: Pick<Reading<Tables, Parameters, Needs>, 'tables' | 'needs'>,
  { service, number }: Address,
): Text | undefined => {
  if (service !== 'moderation') return needs.textOf({ service, number })
  const about = tables.cases.get([number])
  return about?.appeal && { author: about.author, content: about.appeal }
}

/** M2, M3, M6, M8: a moderator hides a text of another's that is there and not hidden already. */
export const checkHiding = (context: Context, address: Address, detail?: string): Verdict => {
  const { tables, needs, actor } = context
  if (!needs.hasRole(actor, 'moderator')) return refuse('M2-needs-moderator')
  const text = textAt(context, address)
  if (!text) return refuse('M3-unknown-text', detail)
  if (text.author === actor) return refuse('M8-own-text', detail)
  const isHidden = tables.holds.get([bytesToHex(text.content)])?.state === 'hidden'
  return isHidden ? refuse('M6-already-hidden', detail) : ok
}

/** M2, M8, M14: a moderator acts in a case about another's text; then `judge` has a say. */
export const checkOfficer = (
  { tables, needs, actor }: Context,
  number: number,
  judge: (about: Case) => Verdict,
): Verdict => {
  if (!needs.hasRole(actor, 'moderator')) return refuse('M2-needs-moderator')
  const about = tables.cases.get([number])
  if (!about) return refuse('M14-unknown-case')
  return about.author === actor ? refuse('M8-own-text') : judge(about)
}
