import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { checkIdentity, exampleIdentity, identityFields, storeIdentity } from '../groups.ts'
import { liveKeys, newKeyFields, proofOfIdentity } from '../keys.ts'
import { action } from '../kit.ts'
import { holds } from '../roles.ts'

/**
 * R16 to R19: a first identity, a new one after the old one's secret was lost, or other groups, as by a birthday. The
 * old leaf goes, in public. Polls that are open keep the groups they opened with, so that nobody votes in them twice.
 */
export const setIdentity = action({
  input: z.strictObject({
    account: accountId,
    ...identityFields,
    device: z
      .strictObject(newKeyFields)
      .optional()
      .meta({ description: 'A key of the account, and its signature that it votes with this identity.' }),
  }),
  summary: 'Say with which identity a resident votes, and in which groups. For the registrar.',
  example: {
    account: '00112233445566778899aabbccddeeff00112233',
    commitment: exampleIdentity.commitment,
    groups: [...exampleIdentity.groups],
  },
  cosignatures: (context, { account, commitment, device }) =>
    device ? proofOfIdentity(context, account, device, { commitment, proof: device.proof }) : [],
  check: (context, { account, device, ...identity }) => {
    const { tables, accounts, actor, keyId } = context
    if (!holds(tables, actor, 'registrar')) return refuse('R1-not-registrar')
    const id = device && keyId(device.publicKey)
    const keys = liveKeys(accounts.get(account)?.keys ?? [])
    if (id !== undefined && !keys.some((key) => key.id === id)) return refuse('R19-key-of-another')
    const resident = tables.residents.get([account])
    return resident?.state === 'active'
      ? checkIdentity(context, account, resident.district, identity)
      : refuse('R18-not-active')
  },
  apply: (context, { account, device: _device, ...identity }) => {
    storeIdentity(context, account, identity)
    context.emit('identity-set', { account })
  },
})
