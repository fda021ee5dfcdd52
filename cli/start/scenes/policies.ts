/** Scenes of the policy that came of an answer, by an officer of its department. */
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { milestoneEnds } from '@maru/services/policies/state.ts'
import type { Cast, Scene } from './scene.ts'

export const planned = (daysAgo: number, budgetWon: number, title: string, body: string): Scene =>
  written(daysAgo, 'plan-policy', () => ({ budgetWon }), { title, body })

/** `due` in days ago; what is ahead is negative. */
export const promised = (daysAgo: number, due: number, title: string, body = ''): Scene =>
  written(daysAgo, 'add-milestone', ({ at }) => ({ due: at(due) }), { title, body })

export const postponed = (daysAgo: number, nth: number, due: number, title: string, body: string): Scene =>
  written(daysAgo, 'change-milestone', (cast) => ({ ...milestone(cast, nth), due: cast.at(due) }), {
    title,
    body,
  })

export const ended = (
  daysAgo: number,
  nth: number,
  state: (typeof milestoneEnds)[number],
  body: string,
): Scene => written(daysAgo, 'end-milestone', (cast) => ({ ...milestone(cast, nth), state }), { body })

export const progressed = (daysAgo: number, body: string): Scene =>
  written(daysAgo, 'report-progress', () => ({}), { body })

export const shown = (daysAgo: number, nth: number | null, body: string, link?: string): Scene =>
  written(daysAgo, 'add-evidence', (cast) => (nth === null ? { milestone: null } : milestone(cast, nth)), {
    body,
    ...(link !== undefined && { link }),
  })

export const carriedOut = (daysAgo: number, body: string): Scene =>
  written(daysAgo, 'carry-out-policy', () => ({}), { body })

export const dropped = (daysAgo: number, body: string): Scene =>
  written(daysAgo, 'drop-policy', () => ({}), { body })

const milestone = ({ number }: Cast, nth: number) => ({ milestone: number('milestone', nth) })

const written = (
  daysAgo: number,
  action: string,
  input: (cast: Cast) => { readonly [field: string]: CborValue },
  text: { readonly [field: string]: CborValue },
): Scene => ({
  daysAgo,
  play: (cast) =>
    cast.act('department', `policies/${action}`, { policy: cast.number('policy'), ...input(cast) }, text),
})
