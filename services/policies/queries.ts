/** What anyone may read of policies, as JSON. Texts stand in the content store under their commitments. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { ReadTables } from '@maru/kernel/state/table.ts'
import { accountId, departmentId, olderThan, pageLimit, proposalNumber } from '../schemas.ts'
import { query } from './kit.ts'
import { isOverdue } from './milestones.ts'
import { policyNumber } from './schemas.ts'
import { states, type Milestone, type Policy, type Tables } from './state.ts'

const cursor = z
  .int()
  .min(0)
  .default(0)
  .meta({ description: 'The last number of the page before; 0 for the first.' })

export const policy = query({
  input: z.strictObject({ policy: policyNumber }),
  summary: 'One policy: who is responsible, its budget, and how far it is.',
  example: { policy: 1 },
  read: ({ tables }, { policy }) => {
    const row = tables.policies.get([policy])
    return row && policyToJson(policy, row)
  },
})

export const policies = query({
  input: z.strictObject({
    after: olderThan,
    limit: pageLimit(100, 20),
    state: z.enum(states).optional().meta({ description: 'Only policies in this state.' }),
  }),
  summary: 'Policies, newest first, a page at a time.',
  example: { limit: 20 },
  read: ({ tables }, { after, limit, state }) => {
    const page = { limit, reverse: true }
    const numbers =
      state === undefined
        ? tables.policies.list({ ...page, ...(after && { after: [after] }) }).map(([[number]]) => number)
        : tables.states
            .list({ ...page, prefix: [state], ...(after && { after: [state, after] }) })
            .map(([[, number]]) => number)
    return { policies: policiesToJson(tables, numbers) }
  },
})

export const policiesOfDepartment = query({
  input: z.strictObject({
    department: departmentId,
    state: z.enum(states).default('underway'),
    after: olderThan,
    limit: pageLimit(100, 20),
  }),
  summary: 'The policies of a department in one state, newest first, a page at a time.',
  example: { department: 'transport', state: 'underway' as const, limit: 20 },
  read: ({ tables }, { department, state, after, limit }) => {
    const prefix = [department, state]
    const page = { prefix, reverse: true, limit, ...(after && { after: [...prefix, after] }) }
    const numbers = tables.departments.list(page).map(([[, , number]]) => number)
    return { policies: policiesToJson(tables, numbers) }
  },
})

/** Policies that are looked at for one page: it may be short and still have a next. */
const lookedAtMax = 1_000

export const work = query({
  input: z.strictObject({
    state: z.enum(states).default('underway'),
    officer: accountId
      .optional()
      .meta({ description: 'Only policies of departments in which this account is placed.' }),
    after: cursor,
    limit: pageLimit(100, 20),
  }),
  summary: 'Policies to work on, oldest first, with the step that is due next and those that are overdue.',
  example: { state: 'underway' as const, after: 0, limit: 20 },
  read: ({ tables, needs, time }, { state, officer, after, limit }) => {
    const rows = tables.states.list({ prefix: [state], after: [state, after], limit: lookedAtMax })
    const all = rows.map(([[, number]]) => [number, tables.policies.get([number]) as Policy] as const)
    const own = all.filter(
      ([, { department }]) =>
        officer === undefined || (department !== null && needs.isOfficerOf(department, officer)),
    )
    const page = own.slice(0, limit)
    const last = own.length > limit ? page.at(-1)?.[0] : undefined
    return {
      policies: page.map(([number, row]) => ({
        ...policyToJson(number, row),
        ...promisesOf(tables, number, row, time),
      })),
      next: last ?? (rows.length === lookedAtMax ? (all.at(-1)?.[0] ?? null) : null),
    }
  },
})

export const policiesOfProposal = query({
  input: z.strictObject({ proposal: proposalNumber, after: olderThan, limit: pageLimit(100, 20) }),
  summary:
    'The policies a proposal came to, newest first: one that goes on, or the last, and those dropped before.',
  example: { proposal: 3, limit: 20 },
  read: ({ tables }, { proposal, after, limit }) => {
    const prefix = ['proposal', proposal]
    const page = { prefix, reverse: true, limit, ...(after && { after: [...prefix, after] }) }
    return {
      policies: policiesToJson(
        tables,
        tables.origins.list(page).map(([[, , number]]) => number),
      ),
    }
  },
})

export const milestones = query({
  input: z.strictObject({ policy: policyNumber, after: cursor, limit: pageLimit(100, 100) }),
  summary: 'The milestones of a policy, in the order in which they were promised, and which are overdue.',
  example: { policy: 1, after: 0, limit: 100 },
  read: ({ tables, time }, { policy, after, limit }) => {
    const row = tables.policies.get([policy])
    if (!row) return undefined
    const rows = tables.milestones.list({ prefix: [policy], after: [policy, after], limit })
    return {
      milestones: rows.map(([[, number], milestone]) => milestoneToJson(number, milestone, row, time)),
    }
  },
})

export const history = query({
  input: z.strictObject({ policy: policyNumber, after: cursor, limit: pageLimit(100, 100) }),
  summary: 'Everything that happened to a policy, in order.',
  example: { policy: 1, after: 0, limit: 100 },
  read: ({ tables }, { policy, after, limit }) => {
    if (!tables.policies.has([policy])) return undefined
    const rows = tables.history.list({ prefix: [policy], after: [policy, after], limit })
    return { history: rows.map(([[, entry], { data, ...row }]) => ({ entry, ...row, ...data })) }
  },
})

/** A policy has at most 100 milestones that are planned (Y6); those that have ended come among them. */
const promisesOf = (tables: ReadTables<Tables>, policy: number, row: Policy, time: number) => {
  const planned = tables.milestones
    .list({ prefix: [policy], limit: lookedAtMax })
    .map(([, milestone]) => milestone)
    .filter(({ state }) => state === 'planned')
  return {
    overdue: planned.filter((milestone) => isOverdue(row, milestone, time)).length,
    nextDue: planned.reduce<number | null>(
      (next, { due }) => (next === null || due < next ? due : next),
      null,
    ),
  }
}

const policiesToJson = (tables: ReadTables<Tables>, numbers: readonly number[]) =>
  numbers.map((number) => policyToJson(number, tables.policies.get([number]) as Policy))

const policyToJson = (policy: number, { content, endContent, ...row }: Policy) => ({
  policy,
  ...row,
  ...(content && { content: bytesToHex(content) }),
  ...(endContent && { endContent: bytesToHex(endContent) }),
})

const milestoneToJson = (number: number, milestone: Milestone, policy: Policy, time: number) => {
  const { content, endContent, ...row } = milestone
  return {
    milestone: number,
    ...row,
    overdue: isOverdue(policy, milestone, time),
    content: bytesToHex(content),
    ...(endContent && { endContent: bytesToHex(endContent) }),
  }
}
