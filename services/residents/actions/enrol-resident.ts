import { isPublicKey } from '@maru/kernel/transaction.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { z } from 'zod'
import { algorithm, districtId, exampleBytes, publicKey } from '../../schemas.ts'
import { action } from '../state.ts'

/** R1: a registrar enrols. R2: district and decade. R3: a key founds one account. */
export const enrolResident = action({
  summary: 'Enrol a resident: their first key founds the account',
  input: z.strictObject({
    algorithm,
    publicKey,
    district: districtId,
    birthYearBand: z.int().min(1900).max(2020).multipleOf(10),
  }),
  example: { algorithm: 'Ed25519', publicKey: exampleBytes, district: 'jongno', birthYearBand: 1980 },
  check: ({ tables, accounts, actor, keyId }, input) =>
    !tables.roles.has([actor, 'registrar'])
      ? refuse('R1-not-registrar')
      : !isPublicKey(input.algorithm, input.publicKey)
        ? refuse('R3-not-a-key')
        : accounts.ownerOf(keyId(input.publicKey)) !== undefined
          ? refuse('R3-key-in-use')
          : !tables.districts.has([input.district])
            ? refuse('R2-unknown-district')
            : ok,
  apply: ({ tables, accounts, keyId, time, emit }, { algorithm, publicKey, district, birthYearBand }) => {
    const account = accounts.create({ id: keyId(publicKey), algorithm, publicKey })
    tables.residents.put([account], { district, birthYearBand, state: 'active', enrolledAt: time })
    tables.districts.update([district], ({ residents }) => ({ residents: residents + 1 }))
    emit('enrolled', { account })
  },
})
