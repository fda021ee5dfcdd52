/** Scenes of comments on the story's proposal. */
import type { Side } from '@maru/services/comments/state.ts'
import { firstOf, type Scene } from './scene.ts'

/** By the next commenter, and so many others mark it as helpful. */
export const commented = (daysAgo: number, side: Side, comment: string, helpful = 0): Scene => ({
  daysAgo,
  play: async ({ act, number, next }) => {
    const target = { service: 'proposals', number: number('proposal'), side, replyTo: null }
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
