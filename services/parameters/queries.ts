import { z } from 'zod'
import { pageLimit } from '../schemas.ts'
import { query } from './kit.ts'

export const parameters = query({
  input: z.strictObject({}),
  summary: 'Every parameter of the city: what it is now, and its dated values, past and to come.',
  example: {},
  read: ({ needs, time }) => {
    const byName = new Map<
      string,
      { service: string; name: string; value: number; dated: { from: number; value: number }[] }
    >()
    for (const { service, name, from, value } of needs.datedValues()) {
      const key = `${service}/${name}`
      const known = byName.get(key) ?? { service, name, value, dated: [] }
      byName.set(key, {
        ...known,
        value: from <= time ? value : known.value,
        dated: [...known.dated, { from, value }],
      })
    }
    return { parameters: [...byName.values()] }
  },
})

export const changes = query({
  input: z.strictObject({
    after: z
      .int()
      .min(0)
      .default(0)
      .meta({ description: 'The last number of the page before; 0 for the first.' }),
    limit: pageLimit(100, 100),
  }),
  summary: 'Who changed which parameter, in the order of the changes.',
  example: { after: 0, limit: 100 },
  read: ({ tables }, { after, limit }) => ({
    changes: tables.changes.list({ after: [after], limit }).map(([[change], row]) => ({ change, ...row })),
  }),
})
