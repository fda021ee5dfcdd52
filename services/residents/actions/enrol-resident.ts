import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { commitment, districtId, signature } from '../../schemas.ts'
import { accountKey, checkNewKey, exampleKey, newKeyFields, proofOfIdentity, proofOfKey } from '../keys.ts'
import { checkIdentity, identityFields, storeIdentity } from '../groups.ts'
import { action } from '../kit.ts'
import { addToPopulation, holds } from '../roles.ts'

/** R1: a registrar enrols, after the person showed at the desk who they are. R2: district and decade. R3, R4, R14: the key. R16, R17, R19: the identity. */
export const enrolResident = action({
  input: z.strictObject({
    ...newKeyFields,
    identity: z
      .strictObject({
        ...identityFields,
        proof: signature
          .optional()
          .meta({ description: 'The key signs that its account votes with this identity: 64 bytes.' }),
      })
      .optional()
      .meta({ description: 'What the resident votes with.' }),
    guardianConsent: commitment
      .optional()
      .meta({ description: 'Of a child under 14: the SHA-256 of what a guardian signed.' }),
    district: districtId,
    birthYearBand: z
      .int()
      .min(1900)
      .max(2020)
      .multipleOf(10)
      .meta({ description: 'First year of the decade of birth.', examples: [1980] }),
  }),
  summary: 'Enrol a resident: their first key founds the account. For the registrar.',
  example: { ...exampleKey, district: 'jongno', birthYearBand: 1980 },
  cosignatures: (context, input) => {
    const account = context.keyId(input.publicKey)
    const ofIdentity = input.identity ? proofOfIdentity(context, account, input, input.identity) : []
    return [...proofOfKey(context, account, input), ...ofIdentity]
  },
  check: (context, input) =>
    !holds(context.tables, context.actor, 'registrar')
      ? refuse('R1-not-registrar')
      : !context.tables.districts.has([input.district])
        ? refuse('R2-unknown-district')
        : (checkNewKey(context, input) ??
          (input.identity && checkIdentity(context, undefined, input.district, input.identity))),
  apply: (context, input) => {
    const { tables, accounts, time, emit } = context
    const { district, birthYearBand } = input
    const account = accounts.create(accountKey(context, input))
    tables.residents.put([account], { district, birthYearBand, state: 'active', enrolledAt: time })
    addToPopulation(tables, district, 1)
    if (input.identity) storeIdentity(context, account, input.identity)
    emit('resident-enrolled', { account })
  },
})
