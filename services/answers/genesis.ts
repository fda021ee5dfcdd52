import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { departmentId, publicKey } from '../schemas.ts'
import { genesis } from './kit.ts'

/** The city's departments, and which of its first officers work in which. */
export const answersGenesis = genesis({
  input: z
    .strictObject({
      departments: z.array(departmentId).min(1).max(1000).refine(isSet, 'a department stands twice'),
      officers: z
        .array(z.strictObject({ department: departmentId, publicKey }))
        .refine(
          (officers) =>
            isSet(officers.map(({ department, publicKey }) => `${department} ${bytesToHex(publicKey)}`)),
          'an officer stands twice in a department',
        ),
    })
    .refine(
      ({ departments, officers }) => officers.every(({ department }) => departments.includes(department)),
      'an officer works in a department that the city has not',
    ),
  apply: ({ tables, keyId, time }, { departments, officers }) => {
    for (const [order, department] of departments.entries()) tables.departments.put([department], { order })
    for (const { department, publicKey } of officers)
      tables.officers.put([department, keyId(publicKey)], { since: time })
  },
})

function isSet(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}
