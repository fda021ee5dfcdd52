import type { Answers, Service } from '@maru/kernel/service.ts'
import { appeal } from './actions/appeal.ts'
import { approveText } from './actions/approve-text.ts'
import { decideAppeal } from './actions/decide-appeal.ts'
import { dismissReports } from './actions/dismiss-reports.ts'
import { hideText } from './actions/hide-text.ts'
import { hideTexts } from './actions/hide-texts.ts'
import { reportText } from './actions/report-text.ts'
import { restoreText } from './actions/restore-text.ts'
import { whenEdited, whenErased, whenWritten } from './hears.ts'
import { parameterDocs, type Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** What happens to texts that break the city's rules, and how their authors are heard: every act in public. */
export const moderation = (answers: Answers<Needs>): Service => ({
  name: 'moderation',
  texts: { ko, en },
  tables,
  parameters: parameterDocs,
  actions: {
    'report-text': reportText,
    'dismiss-reports': dismissReports,
    'hide-text': hideText,
    'hide-texts': hideTexts,
    appeal,
    'decide-appeal': decideAppeal,
    'restore-text': restoreText,
    'approve-text': approveText,
  },
  queries: {
    log: queries.log,
    cases: queries.cases,
    case: queries.oneCase,
    'case-of': queries.caseOf,
    'cases-of-author': queries.casesOfAuthor,
    history: queries.history,
  },
  timers: {},
  hears: {
    'proposals.proposal-opened': whenWritten('proposals', 'proposal'),
    'proposals.proposal-edited': whenEdited('proposals', 'proposal'),
    'proposals.text-erased': whenErased('proposals', 'proposal'),
    'debates.opinion-given': whenWritten('debates', 'opinion'),
    'debates.text-erased': whenErased('debates', 'opinion'),
    'comments.comment-added': whenWritten('comments', 'comment'),
    'comments.text-erased': whenErased('comments', 'comment'),
    'polls.poll-announced': whenWritten('polls', 'poll'),
    'polls.text-erased': whenErased('polls', 'poll'),
  },
  answers,
})
