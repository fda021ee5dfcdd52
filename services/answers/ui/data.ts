/** What the API says of what the city owes. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Json } from '@maru/web/city/json.ts'
import type { Duty, Wording } from '../state.ts'

export type DutyRow = Json<Duty> & { readonly duty: number }

/** With its last interim answers and wordings, newest first. */
export type WholeDuty = DutyRow & {
  readonly interims: readonly Json<Wording & { readonly expected: number }>[]
  readonly wordings: readonly Json<Wording>[]
}

export const useOwed = (proposal: number) =>
  useCityQuery<{ readonly duties: readonly DutyRow[] }>('answers', 'owed', { proposal })

/** After a poll of the city that is over. */
export const useOwedAfter = (poll: number) =>
  useCityQuery<{ readonly duties: readonly DutyRow[] }>('answers', 'owed-after', { poll })

/** After a debate on a question of the city that enough people took part in. */
export const useOwedInDebate = (debate: number) =>
  useCityQuery<{ readonly duties: readonly DutyRow[] }>('answers', 'owed-in-debate', { debate })

export const useDuty = (duty: number) => useCityQuery<WholeDuty>('answers', 'duty', { duty })
