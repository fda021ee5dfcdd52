/** Questions that several actions ask in the same words. */
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Proposal, Tables } from './state.ts'

type Context = Checking<Tables, Parameters, Needs>

/** P5: field and district are the city's. */
export const checkPlace = (
  { tables, needs }: Context,
  { field, district }: { field: string; district: string | null },
) =>
  !tables.fields.has([field])
    ? refuse('P5-unknown-field')
    : district !== null && !needs.isDistrict(district)
      ? refuse('P5-unknown-district')
      : ok

/** P14: it did not reach the first threshold in its time. The clock decides, not whether the timer has run. */
export const isClosed = ({ state, closes }: Proposal, time: number): boolean =>
  state === 'closed' || (state === 'open' && closes !== undefined && time >= closes)

/** P1, P6, P7: a resident changes their own proposal while it is there. */
export const checkAuthor = ({ tables, needs, actor }: Context, number: number) => {
  if (!needs.isResident(actor)) return refuse('P1-not-resident')
  const proposal = tables.proposals.get([number])
  if (!proposal) return refuse('P6-unknown-proposal')
  if (proposal.author !== actor) return refuse('P7-not-author')
  return proposal.state === 'withdrawn' ? refuse('P6-withdrawn') : ok
}
