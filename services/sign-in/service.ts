import type { Answers, Service } from '@maru/kernel/service.ts'
import { changeService } from './actions/change-service.ts'
import { endService } from './actions/end-service.ts'
import { giveConsent } from './actions/give-consent.ts'
import { registerService } from './actions/register-service.ts'
import { restoreService } from './actions/restore-service.ts'
import { suspendService } from './actions/suspend-service.ts'
import { withdrawConsent } from './actions/withdraw-consent.ts'
import type { Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** Which public services residents sign in to with Maru, what each may ask, and that they agreed. */
export const signIn = (answers: Answers<Needs>): Service => ({
  name: 'sign-in',
  texts: { ko, en },
  tables,
  parameters: {},
  actions: {
    'register-service': registerService,
    'change-service': changeService,
    'suspend-service': suspendService,
    'restore-service': restoreService,
    'end-service': endService,
    'give-consent': giveConsent,
    'withdraw-consent': withdrawConsent,
  },
  queries: { services: queries.services, service: queries.service, consent: queries.consent },
  timers: {},
  answers,
})
