import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { checkIdentity, exampleIdentity, identityFields, storeIdentity } from '../groups.ts'
import { action } from '../kit.ts'
import { holds } from '../roles.ts'

/**
 * R16 to R18: a first identity, a new one after the old one's secret was lost, or other groups, as by a birthday. The
 * old leaf goes, in public. Polls that are open keep the groups they opened with, so that nobody votes in them twice.
 */
export const setIdentity = action({
  input: z.strictObject({ account: accountId, ...identityFields }),
  summary: 'Say with which identity a resident votes, and in which groups. For the registrar.',
  example: { account: '00112233445566778899aabbccddeeff00112233', ...exampleIdentity },
  check: (context, { account, ...identity }) => {
    const { tables, actor } = context
    if (!holds(tables, actor, 'registrar')) return refuse('R1-not-registrar')
    const resident = tables.residents.get([account])
    return resident?.state === 'active'
      ? checkIdentity(context, account, resident.district, identity)
      : refuse('R18-not-active')
  },
  apply: (context, { account, ...identity }) => {
    storeIdentity(context, account, identity)
    context.emit('identity-set', { account })
  },
})
