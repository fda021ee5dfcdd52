/** What anyone may read of joined proposals. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { pageLimit, proposalNumber } from '../schemas.ts'
import { query } from './kit.ts'

const cursor = z
  .int()
  .min(0)
  .default(0)
  .meta({ description: 'The last number of the page before; 0 for the first.' })

export const joined = query({
  input: z.strictObject({ proposal: proposalNumber, after: cursor, limit: pageLimit(100, 100) }),
  summary: 'The proposals that are joined into this one, with the supports that stayed there.',
  example: { proposal: 3, after: 0, limit: 100 },
  read: ({ tables }, { proposal, after, limit }) => {
    if (!tables.proposals.has([proposal])) return undefined
    const rows = tables.joined.list({ prefix: [proposal], after: [proposal, after], limit })
    return {
      joined: rows.map(([[, number]]) => ({
        proposal: number,
        supports: tables.proposals.get([number])?.supports,
      })),
    }
  },
})

export const joins = query({
  input: z.strictObject({ proposal: proposalNumber, after: cursor, limit: pageLimit(100, 100) }),
  summary:
    'When this proposal was joined into another or left it, by whom, and the commitment to the reasons.',
  example: { proposal: 8, after: 0, limit: 100 },
  read: ({ tables }, { proposal, after, limit }) => {
    if (!tables.proposals.has([proposal])) return undefined
    const rows = tables.joins.list({ prefix: [proposal], after: [proposal, after], limit })
    return { joins: rows.map(([[, join], row]) => ({ join, ...row, content: bytesToHex(row.content) })) }
  },
})
