/** Scenes of moderation: texts are reported, hidden, appealed for, restored. */
import type { Rule } from '@maru/services/moderation/rules.ts'
import { firstOf, type Scene } from './scene.ts'

export const reported = (daysAgo: number, nth: number, reason: Rule, count: number): Scene => ({
  daysAgo,
  play: async ({ act, number }) => {
    const input = { service: 'comments', number: number('comment', nth), reason }
    for (let who = 0; who < count; who++) await act(who, 'moderation/report-text', input)
  },
})

export const hidden = (daysAgo: number, nth: number, rule: Rule, reasons: string): Scene => ({
  daysAgo,
  play: ({ act, number }) => {
    const input = { service: 'comments', number: number('comment', nth), rule }
    return act('moderator', 'moderation/hide-text', input, { reasons })
  },
})

export const proposalHidden = (daysAgo: number, rule: Rule, reasons: string): Scene => ({
  daysAgo,
  play: ({ act, number }) => {
    const input = { service: 'proposals', number: number('proposal'), rule }
    return act('moderator', 'moderation/hide-text', input, { reasons })
  },
})

export const dismissed = (daysAgo: number, nth: number, reasons: string): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act('moderator', 'moderation/dismiss-reports', { case: number('case', nth) }, { reasons }),
})

/** In the case about a comment, by who wrote that. */
export const appealed = (daysAgo: number, nth: number, comment: number, appeal: string): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act(firstOf.commenter + comment, 'moderation/appeal', { case: number('case', nth) }, { appeal }),
})

export const appealDecided = (
  daysAgo: number,
  nth: number,
  decision: 'restore' | 'keep',
  reasons: string,
): Scene => ({
  daysAgo,
  play: ({ act, number }) =>
    act('auditor', 'moderation/decide-appeal', { case: number('case', nth), decision }, { reasons }),
})
