import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { dayMs } from '../../days.ts'
import { leaveGroups } from '../groups.ts'
import { action, timer } from '../kit.ts'
import { addToPopulation, holds } from '../roles.ts'

/** Five days: Korea's Standard Personal Information Protection Guidelines, article 10, give no more. */
const graceMs = 5 * dayMs

/** Who was restored meanwhile keeps their texts, also when they left once more: that leaving has its own end. */
export const eraseTexts = timer(({ tables, emit }, { account, leftAt }) => {
  const author = account as string
  if (tables.residents.get([author])?.leftAt === leftAt) emit('texts-erased', { author })
})

/**
 * R7: residents leave by themselves or by the registrar. What they supported before stays counted; the texts they
 * wrote are destroyed, in every service: at once when they leave by themselves, and after some days, in which a
 * mistake can be put right, when the registrar notes it.
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
  apply: ({ tables, actor, time, emit, schedule }, { account }) => {
    const before = tables.residents.get([account])
    const { district } = tables.residents.update([account], (row) => ({
      ...row,
      state: 'left',
      leftAt: time,
    }))
    if (before?.state === 'active') addToPopulation(tables, district, -1)
    leaveGroups({ tables, time }, account)
    emit('resident-left', { account })
    if (actor === account) emit('texts-erased', { author: account })
    else schedule(time + graceMs, 'erase-texts', { account, leftAt: time })
  },
})
