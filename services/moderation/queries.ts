/** What anyone may read of moderation, as JSON. Reasons and appeals stand in the content store. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { accountId, olderThan, pageLimit } from '../schemas.ts'
import { addressFields, caseNumber } from './inputs.ts'
import { query } from './kit.ts'
import { states, type Act, type Case } from './state.ts'

const limit = pageLimit(100, 20)

export const log = query({
  input: z.strictObject({ after: olderThan, limit }),
  summary: 'The moderation log: every act in every case, newest first.',
  example: { limit: 20 },
  read: ({ tables }, { after, limit }) => ({
    acts: tables.acts
      .list({ limit, reverse: true, ...(after && { after: [after] }) })
      .map(([[number], act]) => {
        const { service, number: place } = tables.cases.get([act.case]) as Case
        return { number, ...actJson(act), text: { service, number: place } }
      }),
  }),
})

export const history = query({
  input: z.strictObject({
    case: caseNumber,
    after: z
      .int()
      .min(0)
      .default(0)
      .meta({ description: 'The last act of the page before; 0 for the first.' }),
    limit,
  }),
  summary: 'The acts in one case, in their order.',
  example: { case: 1, after: 0, limit: 20 },
  read: ({ tables }, { case: about, after, limit }) => {
    if (!tables.cases.has([about])) return undefined
    const rows = tables.actsOf.list({ prefix: [about], after: [about, after], limit })
    return {
      acts: rows.map(([[, number]]) => ({ number, ...actJson(tables.acts.get([number]) as Act) })),
    }
  },
})

export const cases = query({
  input: z.strictObject({
    state: z.enum(states).optional().meta({ description: 'Only cases in this state.' }),
    order: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'Which come first.' }),
    after: caseNumber.optional().meta({ description: 'The last case of the page before.' }),
    limit,
  }),
  summary: 'Cases, newest or oldest first.',
  example: { state: 'reported' as const, order: 'newest' as const, limit: 20 },
  read: ({ tables }, { state, order, after, limit }) => {
    const page = { limit, reverse: order === 'newest' }
    const numbers =
      state === undefined
        ? tables.cases.list({ ...page, ...(after && { after: [after] }) }).map(([[number]]) => number)
        : tables.states
            .list({ ...page, prefix: [state], ...(after && { after: [state, after] }) })
            .map(([[, number]]) => number)
    return { cases: numbers.map((number) => caseJson(number, tables.cases.get([number]) as Case)) }
  },
})

export const oneCase = query({
  input: z.strictObject({ case: caseNumber }),
  summary: 'One case: which text it is about, and where it stands.',
  example: { case: 1 },
  read: ({ tables }, { case: number }) => {
    const about = tables.cases.get([number])
    return about && caseJson(number, about)
  },
})

export const caseOf = query({
  input: z.strictObject(addressFields),
  summary: 'The latest case about a text.',
  example: { service: 'comments' as const, number: 1 },
  read: ({ tables }, { service, number }) => {
    const latest = tables.caseOf.get([service, number])
    return latest && caseJson(latest.case, tables.cases.get([latest.case]) as Case)
  },
})

/** Cases that are looked at for one account: the state has no index by author. */
const lookedAtMax = 1_000

export const casesOfAuthor = query({
  input: z.strictObject({ account: accountId, limit }),
  summary: 'Cases about texts of an account, newest first, among the newest 1,000 of the city.',
  example: { account: '00112233445566778899aabbccddeeff00112233', limit: 20 },
  read: ({ tables }, { account, limit }) => ({
    cases: tables.cases
      .list({ limit: lookedAtMax, reverse: true })
      .filter(([, { author }]) => author === account)
      .slice(0, limit)
      .map(([[number], about]) => caseJson(number, about)),
  }),
})

const caseJson = (number: number, about: Case) => ({
  case: number,
  ...about,
  content: bytesToHex(about.content),
  ...(about.appeal && { appeal: bytesToHex(about.appeal) }),
})

/** Who reported is not shown: their transaction names them, but nobody should be led to them from what they reported. */
const actJson = ({ content, by, ...act }: Act) => ({
  ...act,
  ...(act.act !== 'reported' && { by }),
  ...(content && { content: bytesToHex(content) }),
})
