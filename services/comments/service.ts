import type { Answers, Service } from '@maru/kernel/service.ts'
import { addComment } from './actions/add-comment.ts'
import { markHelpful } from './actions/mark-helpful.ts'
import { unmarkHelpful } from './actions/unmark-helpful.ts'
import { withdrawComment } from './actions/withdraw-comment.ts'
import { parameterDocs, type Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** Residents argue for and against, answer each other, and say what helped them. */
export const comments = (answers: Answers<Needs>): Service => ({
  name: 'comments',
  texts: { ko, en },
  tables,
  parameters: parameterDocs,
  actions: {
    'add-comment': addComment,
    'withdraw-comment': withdrawComment,
    'mark-helpful': markHelpful,
    'unmark-helpful': unmarkHelpful,
  },
  queries: {
    comment: queries.comment,
    comments: queries.comments,
    'most-helpful': queries.mostHelpful,
    replies: queries.replies,
    counts: queries.counts,
    mark: queries.mark,
  },
  timers: {},
  answers,
})
