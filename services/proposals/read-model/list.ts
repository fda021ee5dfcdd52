import { z } from 'zod'
import { list } from '../../read-model.ts'
import { departmentId, districtId, fieldId, pageLimit } from '../../schemas.ts'
import { queryGrams } from '../../search-text.ts'
import { states } from '../state.ts'
import type { ReadNeeds } from './needs.ts'
import { readBestMatches, readPage, type Asked, type Position } from './pages.ts'
import { sorts } from './order.ts'
import { shownProposals } from './show.ts'

const input = z.strictObject({
  q: z.string().max(200).optional().meta({ description: 'Words that title or text have.' }),
  sort: z.enum(sorts).optional().meta({ description: "'relevant' with q, else 'newest', unless given." }),
  field: fieldId.optional(),
  district: districtId.optional(),
  department: departmentId.optional(),
  state: z.enum(states).optional(),
  limit: pageLimit(100, 20),
})

export const proposalList = (needs: ReadNeeds) =>
  list<z.infer<typeof input>, Position>({
    input,
    position: z.tuple([z.number(), z.int(), z.int()]),
    summary: 'Proposals in an order, with filters and by their words, a page at a time.',
    example: { sort: 'most-supported', field: 'transport', limit: 20 },
    read: async ({ database, view, time: now, after }, { q = '', sort, limit, ...filters }) => {
      const grams = queryGrams(q)
      // Nothing but marks, which no text is found by.
      if (grams.length === 0 && q.trim() !== '') return { answer: { proposals: [] } }
      const time = after?.[2] ?? now
      const asked: Asked = { grams, filters, after, limit, time }
      const rows =
        grams.length > 0 && (sort ?? 'relevant') === 'relevant'
          ? await readBestMatches(database, asked)
          : await readPage(database, asked, sort ?? 'newest')
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const end: Position | undefined = last && [last.value, last.number, time]
      return { answer: { proposals: shownProposals(needs, view, page) }, end }
    },
  })
