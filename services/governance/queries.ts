/** What anyone may read of the institutions, their validators and what they decide, as JSON. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { ReadTables } from '@maru/kernel/state/table.ts'
import { accountId, olderThan, pageLimit } from '../schemas.ts'
import { neededOf, standingsOf } from './approvals.ts'
import { changeNumber } from './inputs.ts'
import { query } from './kit.ts'
import {
  institutionsMax,
  officersMax,
  openChangesMax,
  validatorsMax,
  type Change,
  type Tables,
} from './state.ts'

export const institutions = query({
  input: z.strictObject({}),
  summary: 'The institutions that run the city together, with their officers.',
  example: {},
  read: ({ tables }) => ({
    institutions: tables.institutions.list({ limit: institutionsMax }).map(([[institution], row]) => ({
      institution,
      ...row,
      officers: tables.officers
        .list({ prefix: [institution], limit: officersMax })
        .map(([[, account], { since }]) => ({ account, since })),
    })),
  }),
})

export const validators = query({
  input: z.strictObject({}),
  summary: 'The validators, who vote on the blocks of the ledger.',
  example: {},
  read: ({ tables }) => ({
    validators: tables.validators.list({ limit: validatorsMax }).map(([[validator], row]) => ({
      validator,
      ...row,
      publicKey: bytesToHex(row.publicKey),
    })),
  }),
})

export const officer = query({
  input: z.strictObject({ account: accountId }),
  summary: 'Of which institution an account is an officer; null when of none.',
  example: { account: '00112233445566778899aabbccddeeff00112233' },
  read: ({ tables }, { account }) => tables.institutionOf.get([account]) ?? { institution: null },
})

export const status = query({
  input: z.strictObject({}),
  summary:
    'Whether the city is halted, which version of the rules is in force, and how many approvals are enough.',
  example: {},
  read: ({ tables, parameters, height, version, numberAt }) => {
    const institutionCount = tables.institutions.list({ limit: institutionsMax }).length
    const isHalted = numberAt('halted', height + 1) !== 0
    const halt = isHalted ? tables.latest.get(['halt'])?.change : undefined
    return {
      height,
      version,
      isHalted,
      haltedSince: halt === undefined ? null : (tables.changes.get([halt])?.endedAt ?? null),
      institutions: institutionCount,
      needed: neededOf(institutionCount, parameters.approvalPercent),
      neededToHalt: neededOf(institutionCount, parameters.haltPercent),
    }
  },
})

export const changes = query({
  input: z.strictObject({ after: olderThan, limit: pageLimit(50, 20) }),
  summary: 'All changes, newest first, each with who approves it.',
  example: { limit: 20 },
  read: ({ tables }, { after, limit }) => ({
    changes: tables.changes
      .list({ limit, reverse: true, ...(after && { after: [after] }) })
      .map(([[number], change]) => changeJson(tables, number, change)),
  }),
})

export const openChanges = query({
  input: z.strictObject({}),
  summary: 'Changes that wait for approvals, or have passed and are not in force yet, oldest first.',
  example: {},
  read: ({ tables }) => ({
    changes: tables.open
      .list({ limit: institutionsMax * openChangesMax })
      .map(([[number]]) => changeJson(tables, number, tables.changes.get([number]) as Change)),
  }),
})

export const oneChange = query({
  input: z.strictObject({ change: changeNumber }),
  summary: 'One change: what is wanted, who approves, and when it counts.',
  example: { change: 1 },
  read: ({ tables }, { change: number }) => {
    const change = tables.changes.get([number])
    return change && changeJson(tables, number, change)
  },
})

const changeJson = (tables: ReadTables<Tables>, change: number, row: Change) => ({
  change,
  ...row,
  wanted: toJson(row.wanted),
  institution:
    tables.approvals.get([change, row.by])?.institution ??
    tables.institutionOf.get([row.by])?.institution ??
    null,
  standings: standingsOf(tables, change),
})

/** Keys, as bytes, become hexadecimal digits. */
const toJson = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return bytesToHex(value)
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toJson(inner)]))
}
