import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { openDebateNow } from '../change-state.ts'
import { questionContent } from '../content.ts'
import { action } from '../kit.ts'

/** D9: the city asks its residents a question of its own. */
export const openDebate = action({
  input: z.strictObject({ content: commitment }),
  summary: "Open a debate on a question of the city's own. For the mayor's office.",
  example: { content: new Uint8Array(32) },
  content: questionContent,
  check: ({ needs, actor }) => (needs.hasRole(actor, 'mayor') ? ok : refuse('D9-not-mayor')),
  apply: (context, { content }) => openDebateNow(context, { proposal: 0, openedBy: 'city', content }),
})
