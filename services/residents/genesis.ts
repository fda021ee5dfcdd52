import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { isPublicKey } from '@maru/kernel/transaction.ts'
import { districtId } from '../schemas.ts'
import { accountKey, bareKeyFields } from './keys.ts'
import { genesis } from './kit.ts'
import { roles } from './state.ts'

const officer = z
  .strictObject({ ...bareKeyFields, roles: z.array(z.enum(roles)).min(1) })
  .refine(
    ({ algorithm, publicKey }) => isPublicKey(algorithm, publicKey),
    'the key is not one of its algorithm',
  )

/** The city's districts and first officers: who appoints everyone else. */
export const residentsGenesis = genesis({
  input: z.strictObject({
    districts: z.array(districtId).min(1).max(1000).refine(isSet, 'a district stands twice'),
    officers: z
      .array(officer)
      .min(1)
      .refine(
        (officers) => isSet(officers.map(({ publicKey }) => bytesToHex(publicKey))),
        'a key stands twice',
      )
      .refine((officers) => officers.some(({ roles }) => roles.includes('mayor')), 'a city needs a mayor'),
  }),
  apply: (context, { districts, officers }) => {
    const { tables, accounts, time } = context
    for (const [order, district] of districts.entries()) {
      tables.districts.put([district], { order })
      tables.population.put([district], { residents: 0 })
    }
    for (const { roles, ...key } of officers) {
      const account = accounts.create(accountKey(context, key))
      for (const role of roles) tables.roles.put([role, account], { since: time })
    }
  },
})

function isSet(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}
