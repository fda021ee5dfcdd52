import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { leaveGroups } from '../groups.ts'
import { action } from '../kit.ts'
import { addToPopulation, holds } from '../roles.ts'

/** R5: an active resident can be suspended, for a reason from a fixed list: nothing free stands on the ledger. */
export const suspendResident = action({
  input: z.strictObject({
    account: accountId,
    reason: z.enum(['under-review', 'enrolled-twice', 'no-longer-resident', 'own-request']).meta({
      title: 'Reason',
      description: 'Why: one of a fixed list, so that no personal data reaches the ledger.',
    }),
  }),
  summary: 'Suspend a resident: until restored, they can sign but not propose or support. For the registrar.',
  example: { account: '00112233445566778899aabbccddeeff00112233', reason: 'under-review' },
  check: ({ tables, actor }, { account }) =>
    !holds(tables, actor, 'registrar')
      ? refuse('R1-not-registrar')
      : tables.residents.get([account])?.state !== 'active'
        ? refuse('R5-not-active')
        : ok,
  apply: ({ tables, time, emit }, { account, reason }) => {
    const { district } = tables.residents.update([account], (row) => ({ ...row, state: 'suspended' }))
    addToPopulation(tables, district, -1)
    leaveGroups({ tables, time }, account)
    emit('resident-suspended', { account, reason })
  },
})
