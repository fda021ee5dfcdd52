/** What anyone may read of polls, as JSON. Words stand in the content store under their commitments. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Reading } from '@maru/kernel/service.ts'
import { accountId, olderThan, pageLimit, pollNumber } from '../schemas.ts'
import { isOver } from './change-state.ts'
import { query, type Needs, type Parameters } from './kit.ts'
import type { QuestionTally } from './questions.ts'
import { askers, states, type Poll, type PollState, type Tables } from './state.ts'

type Context = Pick<Reading<Tables, Parameters, Needs>, 'tables' | 'time'>

export const poll = query({
  input: z.strictObject({ poll: pollNumber }),
  summary: 'One poll, with how many voted, and its tally when it is shown.',
  example: { poll: 1 },
  read: (context, { poll }) => {
    const row = context.tables.polls.get([poll])
    return row && pollToJson(context, poll, row)
  },
})

export const polls = query({
  input: z.strictObject({
    after: olderThan,
    limit: pageLimit(100, 20),
    asker: z.enum(askers).optional().meta({ description: 'Only polls of the city, or of residents.' }),
    state: z.enum(states).optional().meta({ description: 'Only polls in this state.' }),
  }),
  summary: 'Polls, newest first, a page at a time.',
  example: { limit: 20 },
  read: (context, { after, limit, asker, state }) => {
    const numbersOf = (by: Poll['asker'], being: PollState) =>
      context.tables.states
        .list({ prefix: [by, being], reverse: true, limit, ...(after && { after: [by, being, after] }) })
        .map(([[, , number]]) => number)
    const numbers = (asker ? [asker] : askers).flatMap((by) =>
      (state ? [state] : states).flatMap((being) => numbersOf(by, being)),
    )
    const page = numbers.sort((a, b) => b - a).slice(0, limit)
    return {
      polls: page.map((number) => pollToJson(context, number, context.tables.polls.get([number]) as Poll)),
    }
  },
})

export const vote = query({
  input: z.strictObject({
    poll: pollNumber,
    voter: accountId.meta({
      description: 'An account; in an anonymous poll the 40 digits that stand for a member.',
    }),
  }),
  summary:
    'The vote that counts for one voter, who has to be known: whoever has a nullifier checks their own.',
  example: { poll: 1, voter: '00112233445566778899aabbccddeeff00112233' },
  read: ({ tables }, { poll, voter }) => {
    if (!tables.polls.has([poll])) return undefined
    const row = tables.votes.get([poll, voter])
    return row ? { poll, voter, voted: true, ...row } : { poll, voter, voted: false }
  },
})

export const votes = query({
  input: z.strictObject({
    poll: pollNumber,
    after: accountId.optional().meta({ description: 'The last voter of the page before.' }),
    limit: pageLimit(1000, 100),
  }),
  summary:
    'All votes of a poll in the order of their voters; what they chose is null until its tally is shown.',
  example: { poll: 1, limit: 100 },
  read: (context, { poll, after, limit }) => {
    const row = context.tables.polls.get([poll])
    if (!row) return undefined
    // Numbers are no secret, and a device that finds its own there needs to keep none.
    const isSeen = isShown(context, poll, row)
    const page = context.tables.votes.list({ prefix: [poll], limit, ...(after && { after: [poll, after] }) })
    return {
      poll,
      shownFrom: row.shownFrom,
      votes: page.map(([[, voter], { answers, ...rest }]) => ({
        voter,
        ...rest,
        answers: isSeen ? answers : null,
      })),
    }
  },
})

export const turnout = query({
  input: z.strictObject({
    poll: pollNumber,
    after: z.int().min(0).optional().meta({ description: 'The last hour of the page before.' }),
    limit: pageLimit(1000, 1000),
  }),
  summary:
    'How many voted for the first time in each hour since the poll opened; hours without votes are left out.',
  example: { poll: 1, limit: 1000 },
  read: ({ tables }, { poll, after, limit }) => {
    const row = tables.polls.get([poll])
    if (!row) return undefined
    const page = tables.hours.list({
      prefix: [poll],
      limit,
      ...(after !== undefined && { after: [poll, after] }),
    })
    return {
      poll,
      openedAt: row.openedAt ?? null,
      hours: page.map(([[, hour], { voters }]) => ({ hour, voters })),
    }
  },
})

const votersOf = ({ tables }: Context, poll: number): number => tables.turnouts.get([poll])?.voters ?? 0

/** B13. Voters never become fewer, so what is shown once stays shown. */
const isShown = (context: Context, poll: number, { shownFrom }: Poll): boolean =>
  votersOf(context, poll) >= shownFrom

/** As anyone may read it: with its tally only where that is shown (B13). */
export const pollToJson = (context: Context, poll: number, row: Poll) => {
  const { tables, time } = context
  const tally = isShown(context, poll, row)
    ? tables.tallies.list({ prefix: [poll] }).map(([, counted]): QuestionTally => counted)
    : null
  return {
    poll,
    ...row,
    content: bytesToHex(row.content),
    state: row.state === 'open' && isOver(row, time) ? ('closed' as const) : row.state,
    voters: votersOf(context, poll),
    changes: tables.turnouts.get([poll])?.changes ?? 0,
    tally,
  }
}
