import type { Answers, Service } from '@maru/kernel/service.ts'
import { changeParameter } from './actions/change-parameter.ts'
import { whenSet } from './hears.ts'
import type { Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** The city's dated numbers, such as how many supports open a debate, and who changed them. */
export const parameters = (answers: Answers<Needs>): Service => ({
  name: 'parameters',
  texts: { ko, en },
  tables,
  parameters: {},
  actions: { 'change-parameter': changeParameter },
  queries: { parameters: queries.parameters, changes: queries.changes },
  timers: {},
  hears: { 'governance.parameter-set': whenSet },
  answers,
})
