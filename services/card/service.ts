import type { Answers, Service } from '@maru/kernel/service.ts'
import { announceIssuer } from './actions/announce-issuer.ts'
import { changeFacility } from './actions/change-facility.ts'
import { closeFacility } from './actions/close-facility.ts'
import { grantAccess } from './actions/grant-access.ts'
import { publishStatus } from './actions/publish-status.ts'
import { recordCards } from './actions/record-cards.ts'
import { registerFacility } from './actions/register-facility.ts'
import { reopenFacility } from './actions/reopen-facility.ts'
import { restoreCard } from './actions/restore-card.ts'
import { revokeCard } from './actions/revoke-card.ts'
import { suspendCard } from './actions/suspend-card.ts'
import { withdrawAccess } from './actions/withdraw-access.ts'
import type { Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** What everyone may know of Citizens Cards: who issues them and how many stand how; never whose. */
export const card = (answers: Answers<Needs>): Service => ({
  name: 'card',
  texts: { ko, en },
  tables,
  parameters: {},
  actions: {
    'announce-issuer': announceIssuer,
    'record-cards': recordCards,
    'suspend-card': suspendCard,
    'restore-card': restoreCard,
    'revoke-card': revokeCard,
    'publish-status': publishStatus,
    'register-facility': registerFacility,
    'change-facility': changeFacility,
    'close-facility': closeFacility,
    'reopen-facility': reopenFacility,
    'grant-access': grantAccess,
    'withdraw-access': withdrawAccess,
  },
  queries: {
    issuer: queries.issuer,
    card: queries.card,
    status: queries.status,
    facilities: queries.facilities,
    grant: queries.grant,
  },
  timers: {},
  answers,
})
