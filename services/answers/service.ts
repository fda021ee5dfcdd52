import type { Answers, Service } from '@maru/kernel/service.ts'
import { assignDepartment } from './actions/assign-department.ts'
import { correctAnswer } from './actions/correct-answer.ts'
import { giveAnswer } from './actions/give-answer.ts'
import { giveInterimAnswer } from './actions/give-interim-answer.ts'
import { placeOfficer } from './actions/place-officer.ts'
import { removeOfficer } from './actions/remove-officer.ts'
import * as duties from './duties.ts'
import { answersGenesis } from './genesis.ts'
import { parameterDocs, type Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** What the city owes an answer to, by when, and what it answered. */
export const answers = (needs: Answers<Needs>): Service => ({
  name: 'answers',
  texts: { ko, en },
  tables,
  parameters: parameterDocs,
  actions: {
    'assign-department': assignDepartment,
    'give-interim-answer': giveInterimAnswer,
    'give-answer': giveAnswer,
    'correct-answer': correctAnswer,
    'place-officer': placeOfficer,
    'remove-officer': removeOfficer,
  },
  queries: {
    duty: queries.duty,
    duties: queries.duties,
    owed: queries.owed,
    'owed-after': queries.owedAfter,
    'owed-in-debate': queries.owedInDebate,
    counts: queries.counts,
    work: queries.work,
    'work-counts': queries.workCounts,
    departments: queries.departments,
  },
  timers: { 'due-soon': duties.becomeDueSoon, overdue: duties.becomeOverdue },
  hears: {
    'proposals.threshold-crossed': duties.hearThreshold,
    'proposals.threshold-lost': duties.hearThresholdLost,
    'proposals.proposal-withdrawn': duties.hearWithdrawn,
    'debates.participants-reached': duties.hearParticipants,
    'polls.poll-closed': duties.hearPollClosed,
  },
  answers: needs,
  genesis: answersGenesis,
})
