/** What anyone may read about residents: accounts and counts, never people. */
import { z } from 'zod'
import { accountId, exampleAccount } from '../schemas.ts'
import { query } from './state.ts'

const none = z.strictObject({})
const one = z.strictObject({ account: accountId })

export const resident = query({
  summary: "A resident's district, decade of birth and standing",
  input: one,
  example: { account: exampleAccount },
  read: ({ tables }, { account }) => {
    const row = tables.residents.get([account])
    return row && { account, ...row }
  },
})

export const roles = query({
  summary: "An account's roles",
  input: one,
  example: { account: exampleAccount },
  read: ({ tables }, { account }) => ({ account, roles: tables.roles.list({ prefix: [account] }).map(([[, role]]) => role) }),
})

export const officers = query({
  summary: 'All officers with their roles',
  input: none,
  example: {},
  read: ({ tables }) => ({
    officers: tables.roles.list({ limit: 1000 }).map(([[account, role], { grantedAt }]) => ({ account, role, grantedAt })),
  }),
})

export const population = query({
  summary: 'Active residents by district',
  input: none,
  example: {},
  read: ({ tables }) => ({
    districts: tables.districts.list({ limit: 1000 }).map(([[district], { residents }]) => ({ district, residents })),
  }),
})
