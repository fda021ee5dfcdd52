/** What anyone may read of cards: who issues them, how many there are, and how one that you have the number of stands. */
import { z } from 'zod'
import { pageLimit } from '../schemas.ts'
import { facilityName } from './inputs.ts'
import { query } from './kit.ts'
import { issuerIn } from './reads.ts'

const digest = (description: string) =>
  z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description })

export const issuer = query({
  input: z.strictObject({}),
  summary: 'Who issues Citizens Cards, with which keys, and how many cards there are.',
  example: {},
  read: ({ tables }) => {
    const row = issuerIn(tables)
    return row && { ...row, cards: tables.counts.get([0]) ?? { active: 0, suspended: 0, revoked: 0 } }
  },
})

export const card = query({
  input: z.strictObject({ card: digest('The commitment of a card: 64 hexadecimal digits.') }),
  summary: 'How a card stands, for who knows its commitment.',
  example: { card: '00'.repeat(32) },
  read: ({ tables }, { card }) => {
    const row = tables.cards.get([card])
    return row && { card, ...row }
  },
})

export const status = query({
  input: z.strictObject({ list: z.int().min(0).default(0) }),
  summary: 'The root of the status list that was published last.',
  example: { list: 0 },
  read: ({ tables }, { list }) => {
    const row = tables.lists.get([list])
    return row && { list, ...row }
  },
})

export const facilities = query({
  input: z.strictObject({
    after: facilityName.optional().meta({ description: 'The last name of the page before.' }),
    limit: pageLimit(100, 50),
  }),
  summary: 'The facilities that read cards.',
  example: { limit: 50 },
  read: ({ tables }, { after, limit }) => ({
    facilities: tables.facilities
      .list({ ...(after !== undefined && { after: [after] }), limit })
      .map(([[facility], row]) => ({ facility, ...row })),
  }),
})

export const grant = query({
  input: z.strictObject({ grant: digest('The commitment of an access: 64 hexadecimal digits.') }),
  summary: 'Whether access to a facility is recorded, until when, and when it was taken back.',
  example: { grant: '00'.repeat(32) },
  read: ({ tables }, { grant }) => {
    const row = tables.grants.get([grant])
    return row && { grant, ...row, withdrawnAt: row.withdrawnAt ?? null }
  },
})
