/** Scenes of comments on the story's proposal. */
import type { Side } from '@maru/services/comments/state.ts'
import { firstOf, type Scene } from './scene.ts'

/** By the next commenter, and so many others mark it as helpful. */
export const commented = (daysAgo: number, side: Side, comment: string, helpful = 0): Scene =>
  commentedOn('proposal', daysAgo, side, comment, helpful)

export const commentedInDebate = (daysAgo: number, side: Side, comment: string, helpful = 0): Scene =>
  commentedOn('debate', daysAgo, side, comment, helpful)

const commentedOn = (
  on: 'proposal' | 'debate',
  daysAgo: number,
  side: Side,
  comment: string,
  helpful: number,
): Scene => ({
  daysAgo,
  play: async ({ act, number, next }) => {
    const target = { service: `${on}s`, number: number(on), side, replyTo: null }
    const [who] = next('commenter') as [number]
    await act(who, 'comments/add-comment', target, { comment })
    const input = { comment: number('comment', who - firstOf.commenter) }
    const markers = Array.from({ length: helpful }, (_, index) => index)
    await Promise.all(markers.map((marker) => act(marker, 'comments/mark-helpful', input)))
  },
})

export const replied = (daysAgo: number, nth: number, side: Side, comment: string): Scene => ({
  daysAgo,
  play: ({ act, number, next }) => {
    const replyTo = number('comment', nth)
    const target = { service: 'proposals', number: number('proposal'), side, replyTo }
    return act(next('commenter')[0] as number, 'comments/add-comment', target, { comment })
  },
})
