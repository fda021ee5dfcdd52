/** Who may change what is known of a facility, and when. */
import { refuse, type Checking } from '@maru/kernel/service.ts'
import type { Needs } from './kit.ts'
import type { Facility, Tables } from './state.ts'

type Context = Pick<Checking<Tables, { readonly [name: string]: never }, Needs>, 'tables' | 'needs' | 'actor'>
type Verdict = ReturnType<typeof refuse> | undefined

/** K12: the mayor, of a facility that is registered. */
export const checkFacility = (
  { tables, needs, actor }: Context,
  facility: string,
  judge: (row: Facility) => Verdict,
): Verdict => {
  if (!needs.hasRole(actor, 'mayor')) return refuse('K12-not-mayor')
  const row = tables.facilities.get([facility])
  return row ? judge(row) : refuse('K12-unknown-facility')
}
