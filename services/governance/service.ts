import type { Service } from '@maru/kernel/service.ts'
import { governanceGenesis } from './genesis.ts'
import { parameterDocs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** The institutions that run the city together: who they are, and what they decide among themselves. */
export const governance: Service = {
  name: 'governance',
  texts: { ko, en },
  tables,
  parameters: parameterDocs,
  actions: {},
  queries: { institutions: queries.institutions, validators: queries.validators },
  timers: {},
  answers: {},
  genesis: governanceGenesis,
}
