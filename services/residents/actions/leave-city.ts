import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { action } from '../kit.ts'
import { addToPopulation, holds } from '../roles.ts'

/**
 * R7: residents leave by themselves or by the registrar. What they supported before stays counted; the texts they
 * wrote are destroyed, in every service.
 */
export const leaveCity = action({
  input: z.strictObject({ account: accountId }),
  summary: 'Leave the city. For the resident, or the registrar.',
  example: { account: '00112233445566778899aabbccddeeff00112233' },
  check: ({ tables, actor }, { account }) => {
    if (actor !== account && !holds(tables, actor, 'registrar')) return refuse('R7-not-yourself')
    const resident = tables.residents.get([account])
    return !resident || resident.state === 'left' ? refuse('R7-not-resident') : ok
  },
  apply: ({ tables, emit }, { account }) => {
    const before = tables.residents.get([account])
    const { district } = tables.residents.update([account], (row) => ({ ...row, state: 'left' }))
    if (before?.state === 'active') addToPopulation(tables, district, -1)
    emit('resident-left', { account })
    emit('texts-erased', { author: account })
  },
})
