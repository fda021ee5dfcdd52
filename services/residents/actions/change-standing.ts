import { ok, refuse } from '@maru/kernel/service.ts'
import { z } from 'zod'
import { accountId, exampleAccount } from '../../schemas.ts'
import { action } from '../state.ts'

const input = z.strictObject({ account: accountId })
const withReason = z.strictObject({
  account: accountId,
  /** Of a fixed list: free text about a person never stands on the ledger. */
  reason: z.enum(['lost-key', 'double-enrolment', 'moved-away', 'court-order', 'died', 'error']),
})

/** R1: a registrar suspends. R4: only an active resident. */
export const suspendResident = action({
  summary: 'Suspend a resident, for a reason of a fixed list',
  input: withReason,
  example: { account: exampleAccount, reason: 'double-enrolment' },
  check: ({ tables, actor }, { account }) =>
    !tables.roles.has([actor, 'registrar'])
      ? refuse('R1-not-registrar')
      : tables.residents.get([account])?.state === 'active'
        ? ok
        : refuse('R4-not-active'),
  apply: ({ tables, emit }, { account, reason }) => {
    const { district } = tables.residents.update([account], (row) => ({ ...row, state: 'suspended' }))
    tables.districts.update([district], ({ residents }) => ({ residents: residents - 1 }))
    emit('suspended', { account, reason })
  },
})

/** R1: a registrar restores. R4: only a suspended resident. */
export const restoreResident = action({
  summary: 'Restore a suspended resident',
  input,
  example: { account: exampleAccount },
  check: ({ tables, actor }, { account }) =>
    !tables.roles.has([actor, 'registrar'])
      ? refuse('R1-not-registrar')
      : tables.residents.get([account])?.state === 'suspended'
        ? ok
        : refuse('R4-not-suspended'),
  apply: ({ tables, emit }, { account }) => {
    const { district } = tables.residents.update([account], (row) => ({ ...row, state: 'active' }))
    tables.districts.update([district], ({ residents }) => ({ residents: residents + 1 }))
    emit('restored', { account })
  },
})

/** R5: by one's own key, or a registrar's. What they supported stays counted; they support nothing more. */
export const leaveCity = action({
  summary: 'Leave the city: the account stays, and acts no more',
  input,
  example: { account: exampleAccount },
  check: ({ tables, actor }, { account }) => {
    const state = tables.residents.get([account])?.state
    if (actor !== account && !tables.roles.has([actor, 'registrar'])) return refuse('R5-not-yours')
    return state === undefined || state === 'left' ? refuse('R5-not-here') : ok
  },
  apply: ({ tables, emit }, { account }) => {
    const before = tables.residents.get([account])
    const { district } = tables.residents.update([account], (row) => ({ ...row, state: 'left' }))
    if (before?.state === 'active') tables.districts.update([district], ({ residents }) => ({ residents: residents - 1 }))
    emit('left', { account })
  },
})
