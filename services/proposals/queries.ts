/** What anyone may read of proposals, as JSON. Texts stand in the content store under their commitments. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { accountId, pageLimit, proposalNumber } from '../schemas.ts'
import { query } from './kit.ts'
import { states, thresholds, type Proposal } from './state.ts'

export const proposal = query({
  input: z.strictObject({ proposal: proposalNumber }),
  summary: 'One proposal, with its supports and what it reached.',
  example: { proposal: 1 },
  read: ({ tables }, { proposal }) => {
    const row = tables.proposals.get([proposal])
    return row && toJson(proposal, row)
  },
})

export const proposals = query({
  input: z.strictObject({
    after: proposalNumber
      .optional()
      .meta({ description: 'The last number of the page before; older ones follow.' }),
    limit: pageLimit(100, 20),
    state: z.enum(states).optional().meta({ description: 'Only proposals in this state.' }),
  }),
  summary: 'Proposals, newest first, a page at a time.',
  example: { limit: 20 },
  read: ({ tables }, { after, limit, state }) => {
    const page = { limit, reverse: true }
    const numbers =
      state === undefined
        ? tables.proposals.list({ ...page, ...(after && { after: [after] }) }).map(([[number]]) => number)
        : tables.states
            .list({ ...page, prefix: [state], ...(after && { after: [state, after] }) })
            .map(([[, number]]) => number)
    return { proposals: numbers.map((number) => toJson(number, tables.proposals.get([number]) as Proposal)) }
  },
})

export const support = query({
  input: z.strictObject({ proposal: proposalNumber, account: accountId }),
  summary:
    'Whether an account supports a proposal, since when, and where it may move its support when that is joined.',
  example: { proposal: 1, account: '00112233445566778899aabbccddeeff00112233' },
  read: ({ tables }, { proposal, account }) => {
    const found = tables.proposals.get([proposal])
    if (!found) return undefined
    const row = tables.supports.get([proposal, account])
    if (!row) return { proposal, account, supports: false }
    const moveTo = found.joinedTo
    return {
      proposal,
      account,
      supports: true,
      since: row.time,
      ...(moveTo !== undefined && { moveTo }),
    }
  },
})

export const members = query({
  input: z.strictObject({
    proposal: proposalNumber,
    after: accountId.optional().meta({ description: 'The last member of the page before.' }),
    limit: pageLimit(1000, 100),
  }),
  summary:
    'Who has supported a proposal without a name or taken that back, in the order of what stands for members.',
  example: { proposal: 1, limit: 100 },
  read: ({ tables }, { proposal, after, limit }) => {
    if (!tables.proposals.has([proposal])) return undefined
    const page = tables.sequences.list({
      prefix: [proposal],
      limit,
      ...(after && { after: [proposal, after] }),
    })
    return {
      members: page.map(([[, member], { sequence }]) => ({
        member,
        sequence,
        supports: tables.supports.has([proposal, member]),
      })),
    }
  },
})

export const tallies = query({
  input: z.strictObject({
    after: z
      .int()
      .min(0)
      .default(0)
      .meta({ description: 'The last number of the page before; 0 for the first.' }),
    limit: pageLimit(1000, 100),
  }),
  summary: 'Supports and state of each proposal, in the order of their numbers.',
  example: { after: 0, limit: 100 },
  read: ({ tables }, { after, limit }) => ({
    tallies: tables.proposals
      .list({ after: [after], limit })
      .map(([[proposal], { supports, state }]) => ({ proposal, supports, state })),
  }),
})

export const thresholdsInForce = query({
  input: z.strictObject({}),
  summary: 'The supports each threshold takes now, and how many proposals ever reached it.',
  example: {},
  read: ({ tables, parameters }) => {
    const supports = {
      assignment: parameters.supportsForAssignment,
      debate: parameters.supportsForDebate,
      mayor: parameters.supportsForMayor,
    }
    return {
      thresholds: thresholds.map((threshold) => ({
        threshold,
        supports: supports[threshold],
        reached: tables.reached.get([threshold])?.proposals ?? 0,
      })),
    }
  },
})

const toJson = (proposal: number, row: Proposal) => ({ proposal, ...row, content: bytesToHex(row.content) })
