import type { Answers, Service } from '@maru/kernel/service.ts'
import { approveChange } from './actions/approve-change.ts'
import { proposeChange } from './actions/propose-change.ts'
import { withdrawApproval } from './actions/withdraw-approval.ts'
import { governanceGenesis } from './genesis.ts'
import { parameterDocs, type Needs } from './kit.ts'
import * as queries from './queries.ts'
import { expire, takeEffect } from './settle.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** The institutions that run the city together: who they are, and what they decide among themselves. */
export const governance = (answers: Answers<Needs>): Service => ({
  name: 'governance',
  texts: { ko, en },
  tables,
  parameters: parameterDocs,
  actions: {
    'propose-change': proposeChange,
    'approve-change': approveChange,
    'withdraw-approval': withdrawApproval,
  },
  queries: {
    institutions: queries.institutions,
    validators: queries.validators,
    officer: queries.officer,
    status: queries.status,
    changes: queries.changes,
    'open-changes': queries.openChanges,
    change: queries.oneChange,
  },
  timers: { 'take-effect': takeEffect, expire },
  answers,
  genesis: governanceGenesis,
  worksWhileHalted: true,
})
