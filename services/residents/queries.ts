/** What anyone may read of residents: accounts and counts. The ledger knows no person. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { accountId, pageLimit } from '../schemas.ts'
import { groupId, groupOf } from './groups.ts'
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

export const groups = query({
  input: z.strictObject({}),
  summary:
    'The groups whose members can vote without saying who they are: root, leaves, members, last change.',
  example: {},
  read: ({ tables }) => ({
    groups: tables.groups.list({ limit: 2000 }).map(([[group]]) => ({ group, ...groupOf(tables, group) })),
  }),
})

export const groupChanges = query({
  input: z.strictObject({ group: groupId, after: z.int().min(0).default(0), limit: pageLimit(5000, 1000) }),
  summary: 'What became of the leaves of a group, change by change: enough to build its tree at any version.',
  example: { group: 'city', after: 0, limit: 1000 },
  read: ({ tables }, { group, after, limit }) =>
    tables.groups.has([group])
      ? {
          changes: tables.groupChanges
            .list({ prefix: [group], after: [group, after], limit })
            .map(([[, version], { index, leaf, at }]) => ({ version, index, leaf: bytesToHex(leaf), at })),
        }
      : undefined,
})

export const membership = query({
  input: z.strictObject({ account: accountId }),
  summary: 'The identity commitment of a resident, and their place in each group.',
  example,
  read: ({ tables }, { account }) => {
    const row = tables.memberships.get([account])
    return row && { account, ...row }
  },
})
