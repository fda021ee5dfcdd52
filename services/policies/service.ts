import type { Answers, Service } from '@maru/kernel/service.ts'
import { addEvidence } from './actions/add-evidence.ts'
import { addMilestone } from './actions/add-milestone.ts'
import { assignPolicy } from './actions/assign-policy.ts'
import { carryOutPolicy } from './actions/carry-out-policy.ts'
import { changeMilestone } from './actions/change-milestone.ts'
import { dropPolicy } from './actions/drop-policy.ts'
import { endMilestone } from './actions/end-milestone.ts'
import { openPolicy } from './actions/open-policy.ts'
import { planPolicy } from './actions/plan-policy.ts'
import { reportProgress } from './actions/report-progress.ts'
import { hearAnswer } from './change-state.ts'
import type { Needs } from './kit.ts'
import { findOverdue } from './milestones.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** What the city adopted, who carries it out until when, and what came of it. */
export const policies = (answers: Answers<Needs>): Service => ({
  name: 'policies',
  texts: { ko, en },
  tables,
  parameters: {},
  actions: {
    'open-policy': openPolicy,
    'assign-policy': assignPolicy,
    'plan-policy': planPolicy,
    'add-milestone': addMilestone,
    'change-milestone': changeMilestone,
    'end-milestone': endMilestone,
    'report-progress': reportProgress,
    'add-evidence': addEvidence,
    'carry-out-policy': carryOutPolicy,
    'drop-policy': dropPolicy,
  },
  queries: {
    policy: queries.policy,
    policies: queries.policies,
    work: queries.work,
    'policies-of-department': queries.policiesOfDepartment,
    'policies-of-proposal': queries.policiesOfProposal,
    milestones: queries.milestones,
    history: queries.history,
  },
  timers: { 'find-overdue': findOverdue },
  hears: { 'answers.answered': hearAnswer },
  answers,
})
