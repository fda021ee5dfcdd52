import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { facilityName, titleOf } from '../inputs.ts'
import { action } from '../kit.ts'

/** K9. */
export const registerFacility = action({
  input: z.strictObject({
    facility: facilityName,
    ko: titleOf('Korean'),
    en: titleOf('English'),
    account: accountId,
  }),
  summary: 'Register a facility that reads cards, with the account that works there. For the mayor.',
  example: {
    facility: 'river-pool',
    ko: '강변 수영장',
    en: 'River Pool',
    account: '00112233445566778899aabbccddeeff00112233',
  },
  check: ({ tables, needs, actor, accounts }, { facility, account }) => {
    if (!needs.hasRole(actor, 'mayor')) return refuse('K9-not-mayor')
    if (tables.facilities.has([facility])) return refuse('K9-registered-already')
    return accounts.get(account) === undefined ? refuse('K9-unknown-account') : ok
  },
  apply: ({ tables, time, emit }, { facility, ...row }) => {
    tables.facilities.put([facility], { ...row, since: time })
    emit('facility-registered', { facility })
  },
})
