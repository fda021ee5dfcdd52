import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { rejoinGroups } from '../groups.ts'
import { action } from '../kit.ts'
import { addToPopulation, holds } from '../roles.ts'

/** R6: who was suspended or has left becomes active again, in the same account, so that nobody starts afresh. */
export const restoreResident = action({
  input: z.strictObject({
    account: accountId,
    reason: z.enum(['review-passed', 'mistake', 'returned']).meta({
      title: 'Reason',
      description: 'Why: one of a fixed list, so that no personal data reaches the ledger.',
    }),
  }),
  summary: 'Make a suspended resident, or one who left, active again. For the registrar.',
  example: { account: '00112233445566778899aabbccddeeff00112233', reason: 'review-passed' },
  check: ({ tables, actor }, { account }) => {
    if (!holds(tables, actor, 'registrar')) return refuse('R1-not-registrar')
    const state = tables.residents.get([account])?.state
    return state === 'suspended' || state === 'left' ? ok : refuse('R6-not-suspended')
  },
  apply: ({ tables, time, emit }, { account, reason }) => {
    const { district } = tables.residents.update([account], ({ district, birthYearBand, enrolledAt }) => ({
      district,
      birthYearBand,
      enrolledAt,
      state: 'active',
    }))
    addToPopulation(tables, district, 1)
    rejoinGroups({ tables, time }, account)
    emit('resident-restored', { account, reason })
  },
})
