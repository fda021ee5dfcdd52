/** What anyone may read of debates, as JSON. Texts stand in the content store under their commitments. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { accountId, debateNumber, olderThan, pageLimit, proposalNumber } from '../schemas.ts'
import type { ReadTables } from '@maru/kernel/state/table.ts'
import { query } from './kit.ts'
import { states, type Debate, type Opinion, type Tables } from './state.ts'
import { shownTally } from './tally.ts'

export const debate = query({
  input: z.strictObject({ debate: debateNumber }),
  summary: 'One debate, with its tally.',
  example: { debate: 1 },
  read: ({ tables }, { debate }) => {
    const row = tables.debates.get([debate])
    return row && debateToJson(tables, debate, row)
  },
})

export const debates = query({
  input: z.strictObject({
    after: olderThan,
    limit: pageLimit(100, 20),
    state: z.enum(states).optional().meta({ description: 'Only debates in this state.' }),
  }),
  summary: 'Debates, newest first, a page at a time.',
  example: { limit: 20 },
  read: ({ tables }, { after, limit, state }) => {
    const page = { limit, reverse: true }
    const numbers =
      state === undefined
        ? tables.debates.list({ ...page, ...(after && { after: [after] }) }).map(([[number]]) => number)
        : tables.states
            .list({ ...page, prefix: [state], ...(after && { after: [state, after] }) })
            .map(([[, number]]) => number)
    return {
      debates: numbers.map((number) => debateToJson(tables, number, tables.debates.get([number]) as Debate)),
    }
  },
})

export const opinions = query({
  input: z.strictObject({ debate: debateNumber, after: olderThan, limit: pageLimit(100, 20) }),
  summary: 'The opinions of a debate, newest first; `counts` is whether it is the last of its author.',
  example: { debate: 1, limit: 20 },
  read: ({ tables }, { debate, after, limit }) => {
    if (!tables.debates.has([debate])) return undefined
    const page = tables.opinionsOf.list({
      prefix: [debate],
      reverse: true,
      limit,
      ...(after && { after: [debate, after] }),
    })
    return {
      opinions: page.map(([[, number]]) =>
        opinionToJson(tables, number, tables.opinions.get([number]) as Opinion),
      ),
    }
  },
})

export const opinion = query({
  input: z.strictObject({ debate: debateNumber, account: accountId }),
  summary: 'The opinion of an account that counts in a debate; null when it has given none.',
  example: { debate: 1, account: '00112233445566778899aabbccddeeff00112233' },
  read: ({ tables }, { debate, account }) => {
    const counted = tables.latest.get([debate, account])
    if (!tables.debates.has([debate])) return undefined
    if (!counted) return { opinion: null }
    const row = tables.opinions.get([counted.opinion]) as Opinion
    return { opinion: opinionToJson(tables, counted.opinion, row) }
  },
})

export const voices = query({
  input: z.strictObject({
    debate: debateNumber,
    after: accountId.optional().meta({ description: 'The last member of the page before.' }),
    limit: pageLimit(1000, 100),
  }),
  summary:
    'Who has taken a side in a debate without names, in the order of what stands for members, and which, once that is shown.',
  example: { debate: 1, limit: 100 },
  read: ({ tables }, { debate, after, limit }) => {
    const row = tables.debates.get([debate])
    if (!row) return undefined
    const isShown = shownTally(row, tables.tallies.get([debate])).for !== null
    const page = tables.voices.list({ prefix: [debate], limit, ...(after && { after: [debate, after] }) })
    return {
      voices: page.map(([[, member], { side, ...rest }]) => ({
        member,
        ...rest,
        side: isShown ? side : null,
      })),
    }
  },
})

export const oneOpinion = query({
  input: z.strictObject({ opinion: z.int().min(1).meta({ description: 'The number of an opinion.' }) }),
  summary: 'One opinion, and in which debate it stands.',
  example: { opinion: 1 },
  read: ({ tables }, { opinion }) => {
    const row = tables.opinions.get([opinion])
    return row && opinionToJson(tables, opinion, row)
  },
})

export const debateOfProposal = query({
  input: z.strictObject({ proposal: proposalNumber }),
  summary: 'The debate about a proposal, with its tally; null when there is none.',
  example: { proposal: 1 },
  read: ({ tables }, { proposal }) => {
    const found = tables.debateOf.get([proposal])
    const row = found && tables.debates.get([found.debate])
    return { debate: found && row ? debateToJson(tables, found.debate, row) : null }
  },
})

export const decisions = query({
  input: z.strictObject({ proposal: proposalNumber }),
  summary: 'What the panel decided about a proposal, with the commitments to its reasons, newest first.',
  example: { proposal: 1 },
  read: ({ tables }, { proposal }) => ({
    decisions: tables.decisions
      .list({ prefix: [proposal], reverse: true, limit: 100 })
      .map(([[, decision], row]) => ({ number: decision, ...row, content: bytesToHex(row.content) })),
  }),
})

const lookedAtMax = 500

export const undecided = query({
  input: z.strictObject({ after: olderThan, limit: pageLimit(100, 20) }),
  summary:
    'Proposals that a department has to answer, about which the panel has not decided, newest first. A page may be short and have a next.',
  example: { limit: 20 },
  read: ({ tables, needs }, { after, limit }) => {
    const numbers = needs.takenUp(after, lookedAtMax)
    const open = numbers.filter(
      (number) =>
        !tables.debateOf.has([number]) && tables.decisions.list({ prefix: [number], limit: 1 }).length === 0,
    )
    const proposals = open.slice(0, limit)
    const last = open.length > limit ? proposals.at(-1) : numbers[lookedAtMax - 1]
    return { proposals, next: last ?? null }
  },
})

const debateToJson = (tables: ReadTables<Tables>, debate: number, row: Debate) => ({
  debate,
  ...row,
  ...(row.content && { content: bytesToHex(row.content) }),
  ...shownTally(row, tables.tallies.get([debate])),
})

const opinionToJson = (tables: ReadTables<Tables>, opinion: number, row: Opinion) => ({
  opinion,
  ...row,
  content: bytesToHex(row.content),
  counts: tables.latest.get([row.debate, row.author])?.opinion === opinion,
})
