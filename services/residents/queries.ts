/** What anyone may read of residents: accounts and counts. The ledger knows no person. */
import { z } from 'zod'
import { accountId } from '../schemas.ts'
import { query } from './kit.ts'
import { rolesOf } from './roles.ts'

const example = { account: '00112233445566778899aabbccddeeff00112233' }

export const resident = query({
  input: z.strictObject({ account: accountId }),
  summary: "A resident's district, decade of birth and standing.",
  example,
  read: ({ tables }, { account }) => {
    const row = tables.residents.get([account])
    return row && { account, ...row }
  },
})

export const account = query({
  input: z.strictObject({ account: accountId }),
  summary: 'The keys and roles of an account.',
  example,
  read: ({ tables, needs }, { account: id }) => {
    const found = needs.accountOf(id)
    if (!found) return undefined
    const keys = found.keys.map(({ id: key, algorithm, revokedAt }) => ({
      key,
      algorithm,
      ...(revokedAt !== undefined && { revokedAt }),
    }))
    return { account: id, keys, roles: rolesOf(tables, id) }
  },
})

export const officers = query({
  input: z.strictObject({}),
  summary: 'Who holds which role, and since when.',
  example: {},
  read: ({ tables }) => ({
    officers: tables.roles
      .list({ limit: 1000 })
      .map(([[role, id], { since }]) => ({ account: id, role, since })),
  }),
})

export const population = query({
  input: z.strictObject({}),
  summary: 'Active residents by district.',
  example: {},
  read: ({ tables }) => ({
    districts: tables.population
      .list({ limit: 1000 })
      .map(([[district], { residents }]) => ({ district, residents })),
  }),
})
