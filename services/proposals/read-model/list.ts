import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { list } from '../../read-model.ts'
import { districtId, fieldId, pageLimit } from '../../schemas.ts'
import { states, tables, type Proposal } from '../state.ts'

/** What a list can be ordered by: the column, and which end comes first. The number decides between equals. */
const sorts = {
  newest: { column: 'number', order: 'desc' },
  'most-supported': { column: 'supports', order: 'desc' },
} as const

type Sort = keyof typeof sorts
type Position = [value: number, number: number]

export const proposalList = list({
  input: z.strictObject({
    sort: z.enum(Object.keys(sorts) as [Sort, ...Sort[]]).default('newest'),
    field: fieldId.optional(),
    district: districtId.optional(),
    state: z.enum(states).optional(),
    limit: pageLimit(100, 20),
  }),
  position: z.tuple([z.number(), z.int()]),
  summary: 'Proposals in an order and with filters, a page at a time.',
  example: { sort: 'most-supported' as const, field: 'transport', limit: 20 },
  read: async ({ database, view, after }, { sort, field, district, state, limit }) => {
    const { column, order } = sorts[sort]
    let query = database
      .selectFrom('proposals')
      .select(['number', `${column} as value`])
      .orderBy(column, order)
      .orderBy('number', order)
      .limit(limit + 1)
    if (field !== undefined) query = query.where('field', '=', field)
    if (district !== undefined) query = query.where('district', '=', district)
    if (state !== undefined) query = query.where('state', '=', state)
    if (after !== undefined) {
      query = query.where((by) =>
        by(by.refTuple(column, 'number'), order === 'desc' ? '<' : '>', by.tuple(...after)),
      )
    }
    const rows = (await query.execute()) as { readonly number: number; readonly value: number }[]
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    const end: Position | undefined = last && [last.value, last.number]
    const { proposals } = bindReadTables('proposals', tables, view)
    return {
      answer: {
        proposals: shown.map(({ number }) => {
          const row = proposals.get([number]) as Proposal
          return { proposal: number, ...row, content: bytesToHex(row.content) }
        }),
      },
      end,
    }
  },
})
