import type { Answers, Service } from '@maru/kernel/service.ts'
import { reportEquivocation } from './actions/report-equivocation.ts'
import { reportSplitView } from './actions/report-split-view.ts'
import { evidenceGenesis } from './genesis.ts'
import type { Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** Validators that signed two things of which only one can be true, on the record for everyone to see. */
export const evidence = (answers: Answers<Needs>): Service => ({
  name: 'evidence',
  texts: { ko, en },
  tables,
  parameters: {},
  actions: { 'report-equivocation': reportEquivocation, 'report-split-view': reportSplitView },
  queries: { equivocations: queries.equivocations, 'split-views': queries.splitViews },
  timers: {},
  answers,
  genesis: evidenceGenesis,
  worksWhileHalted: true,
})
