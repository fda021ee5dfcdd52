/** The tables that pages read; those of services that the city does not run are empty. */
import { tablesReader } from '@maru/kernel/state/table.ts'
import { tables as answers } from '@maru/services/answers/state.ts'
import { tables as comments } from '@maru/services/comments/state.ts'
import { tables as debates } from '@maru/services/debates/state.ts'
import { tables as moderation } from '@maru/services/moderation/state.ts'
import { tables as policies } from '@maru/services/policies/state.ts'
import { tables as polls } from '@maru/services/polls/state.ts'
import { tables as proposals } from '@maru/services/proposals/state.ts'

export const readAnswers = tablesReader('answers', answers)
export const readComments = tablesReader('comments', comments)
export const readDebates = tablesReader('debates', debates)
export const readModeration = tablesReader('moderation', moderation)
export const readPolicies = tablesReader('policies', policies)
export const readPolls = tablesReader('polls', polls)
export const readProposals = tablesReader('proposals', proposals)
