import { z } from 'zod'
import { fieldId } from '../schemas.ts'
import { genesis } from './kit.ts'

/** The fields a proposal can be in. */
export const proposalsGenesis = genesis({
  input: z.strictObject({
    fields: z
      .array(fieldId)
      .min(1)
      .max(100)
      .refine((fields) => new Set(fields).size === fields.length, 'a field stands twice'),
  }),
  apply: ({ tables }, { fields }) => {
    for (const [order, field] of fields.entries()) tables.fields.put([field], { order })
  },
})
