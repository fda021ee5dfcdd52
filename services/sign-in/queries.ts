/** What anyone may read of signing in. */
import { z } from 'zod'
import { pageLimit } from '../schemas.ts'
import { serviceCode } from './inputs.ts'
import { query } from './kit.ts'
import { states } from './state.ts'

export const services = query({
  input: z.strictObject({
    state: z.enum(states).optional().meta({ description: 'Only services in this state.' }),
    after: serviceCode.optional().meta({ description: 'The last code of the page before.' }),
    limit: pageLimit(100, 50),
  }),
  summary: 'The services that residents may sign in to, and what each may ask, in the order of their codes.',
  example: { limit: 50 },
  read: ({ tables }, { state, after, limit }) => ({
    services: tables.relying
      .list({ ...(after !== undefined && { after: [after] }), limit: servicesMax })
      .filter(([, row]) => state === undefined || row.state === state)
      .slice(0, limit)
      .map(([[service], row]) => ({ service, ...row })),
  }),
})

/** Looked at for one page: a city has tens of such services. */
const servicesMax = 1_000

export const service = query({
  input: z.strictObject({ service: serviceCode }),
  summary: 'One relying service, and what it may ask.',
  example: { service: 'city-library' },
  read: ({ tables }, { service }) => {
    const row = tables.relying.get([service])
    return row && { service, ...row }
  },
})

/** Not whose it is: the transaction names the account, but nobody should be led to it from a consent. */
export const consent = query({
  input: z.strictObject({
    consent: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: 'The commitment: 64 hexadecimal digits.' }),
  }),
  summary: 'Whether a consent is recorded, since when, and when it was withdrawn.',
  example: { consent: '00'.repeat(32) },
  read: ({ tables }, { consent }) => {
    const row = tables.consents.get([consent])
    return row && { consent, at: row.at, withdrawnAt: row.withdrawnAt ?? null }
  },
})
