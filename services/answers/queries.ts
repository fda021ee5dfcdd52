/** What anyone may read of answers and of what is owed, as JSON. Texts stand in the content store. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { ReadTables } from '@maru/kernel/state/table.ts'
import {
  accountId,
  debateNumber,
  dutyNumber,
  olderThan,
  pageLimit,
  pollNumber,
  proposalNumber,
} from '../schemas.ts'
import { query } from './kit.ts'
import { owers, states, type Duty, type Tables } from './state.ts'
import { countWork, lists, nothing, pageOfWork } from './work.ts'

export const duty = query({
  input: z.strictObject({ duty: dutyNumber }),
  summary: 'One answer that is owed or was given, with its last interim answers and wordings, newest first.',
  example: { duty: 1 },
  read: ({ tables }, { duty }) => {
    const row = tables.duties.get([duty])
    if (!row) return undefined
    const newest = { prefix: [duty], reverse: true, limit: 100 }
    const toJson = <Row extends { readonly content: Uint8Array }>([, said]: readonly [unknown, Row]) => ({
      ...said,
      content: bytesToHex(said.content),
    })
    const interims = tables.interims.list(newest).map(toJson)
    const wordings = tables.wordings.list(newest).map(toJson)
    return { ...dutyToJson(duty, row), interims, wordings }
  },
})

export const duties = query({
  input: z.strictObject({
    after: olderThan,
    limit: pageLimit(100, 20),
    state: z.enum(states).optional().meta({ description: 'Only duties in this state.' }),
  }),
  summary: 'The answers that are owed or were given, newest first, a page at a time.',
  example: { limit: 20, state: 'overdue' as const },
  read: ({ tables }, { after, limit, state }) => {
    const page = { limit, reverse: true }
    const numbers =
      state === undefined
        ? tables.duties.list({ ...page, ...(after && { after: [after] }) }).map(([[number]]) => number)
        : tables.states
            .list({ ...page, prefix: [state], ...(after && { after: [state, after] }) })
            .map(([[, number]]) => number)
    return { duties: numbers.map((number) => dutyToJson(number, tables.duties.get([number]) as Duty)) }
  },
})

export const owed = query({
  input: z.strictObject({ proposal: proposalNumber }),
  summary: 'What is or was owed to a proposal: at most one answer of a department and one of the mayor.',
  example: { proposal: 1 },
  read: ({ tables }, { proposal }) => owedTo(tables, 'proposal', proposal),
})

export const owedAfter = query({
  input: z.strictObject({ poll: pollNumber }),
  summary:
    'What the city owes to those who voted in a poll of its own, once that is over: at most one answer.',
  example: { poll: 1 },
  read: ({ tables }, { poll }) => owedTo(tables, 'poll', poll),
})

export const owedInDebate = query({
  input: z.strictObject({ debate: debateNumber }),
  summary:
    'What the mayor owes to those who took part in a debate on a question of the city; what a debated proposal is owed is asked by proposal.',
  example: { debate: 1 },
  read: ({ tables }, { debate }) => owedTo(tables, 'debate', debate),
})

export const counts = query({
  input: z.strictObject({}),
  summary: 'How many answers are in which state, by who owes them.',
  example: {},
  read: ({ tables }) => ({
    counts: owers.flatMap((by) =>
      states.map((state) => ({ by, state, duties: tables.counts.get([by, state])?.duties ?? 0 })),
    ),
  }),
})

const officer = accountId
  .optional()
  .meta({ description: 'Only what departments owe in which the mayor placed this account.' })

export const work = query({
  input: z.strictObject({
    list: z.enum(lists),
    officer,
    after: z.int().min(1).optional().meta({ description: '`next` of the page before.' }),
    limit: pageLimit(100, 20),
  }),
  summary:
    'What officers have to do, the first that is due at the top, or what they did, from the newest duty on. A page may be short and have a next.',
  example: { list: 'to-answer' as const, limit: 20 },
  read: ({ tables }, asked) => {
    const { found, next } = pageOfWork(tables, asked)
    return { duties: found.map(([number, duty]) => dutyToJson(number, duty)), next }
  },
})

export const workCounts = query({
  input: z.strictObject({ officer }),
  summary:
    'How many duties stand in each list of work, and how many of them are late, of the first thousand that are owed.',
  example: {},
  read: ({ tables }, { officer }) => {
    const { counts, isWhole } = countWork(tables, officer)
    const owed = lists.filter((list) => list !== 'given')
    return { counts: owed.map((list) => ({ list, ...(counts.get(list) ?? nothing) })), isMore: !isWhole }
  },
})

export const departments = query({
  input: z.strictObject({}),
  summary: "The city's departments, and the accounts that answer for them.",
  example: {},
  read: ({ tables }) => ({
    departments: tables.departments
      .list({ limit: 1000 })
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([[department]]) => ({
        department,
        officers: tables.officers
          .list({ prefix: [department], limit: 100 })
          .map(([[, account], { since }]) => ({ account, since })),
      })),
  }),
})

const owedTo = (tables: ReadTables<Tables>, subject: 'proposal' | 'debate' | 'poll', number: number) => ({
  duties: tables.owed
    .list({ prefix: [subject, number] })
    .map(([, { duty }]) => dutyToJson(duty, tables.duties.get([duty]) as Duty)),
})

const dutyToJson = (duty: number, { answer, ...row }: Duty) => ({
  duty,
  ...row,
  ...(answer && { answer: { ...answer, content: bytesToHex(answer.content) } }),
})
