/** Where a proposal stands in the process, in few words: its own state, its answers', its policy's. */
import type { DutyState } from '@maru/services/answers/state.ts'
import type { Proposal } from '@maru/services/proposals/state.ts'
import { html, type Html } from '../html.ts'
import type { Reader } from './reader.ts'
import { readAnswers, readDebates, readPolicies } from './tables.ts'
import { wordOf } from './words.ts'

type Tone = 'plain' | 'good' | 'late'

export const badge = (words: string, tone: Tone = 'plain'): Html =>
  html`<span class="badge ${tone}">${words}</span>`

export const dutyTone = (state: DutyState): Tone =>
  state === 'overdue' || state === 'answered-late' ? 'late' : state === 'answered' ? 'good' : 'plain'

export const standing = (reader: Reader, proposal: number, row: Proposal): Html => {
  const badges = [
    ownBadge(reader, proposal, row),
    ...dutiesOf(reader, proposal).map(({ by, state }) => {
      const word = wordOf(reader, 'answers', state)
      return badge(by === 'mayor' ? `${wordOf(reader, 'answers', by)}: ${word}` : word, dutyTone(state))
    }),
    policyBadge(reader, proposal),
  ]
  return html`<span class="badges">${badges.filter((each) => each !== undefined)}</span>`
}

/** Those that count: what lapsed is owed no more. */
export const dutiesOf = ({ view }: Reader, proposal: number) => {
  const { owed, duties } = readAnswers(view)
  return owed.list({ prefix: ['proposal', proposal], limit: 10 }).flatMap(([, { duty }]) => {
    const row = duties.get([duty])
    return row && row.state !== 'lapsed' ? [{ duty, ...row }] : []
  })
}

/** Undefined where the answers say more. */
const ownBadge = (reader: Reader, proposal: number, row: Proposal): Html | undefined => {
  if (row.joinedTo !== undefined) return badge(wordOf(reader, 'proposals', 'joined'))
  const { debateOf, debates } = readDebates(reader.view)
  const found = debateOf.get([proposal])
  const debate = found && debates.get([found.debate])
  if (debate)
    return badge(debate.state === 'open' ? wordOf(reader, 'proposals', 'debate') : reader.texts.debated)
  return row.state === 'needs-assignment' ? undefined : badge(wordOf(reader, 'proposals', row.state))
}

const policyBadge = (reader: Reader, proposal: number): Html | undefined => {
  const { origins, policies } = readPolicies(reader.view)
  const [newest] = origins.list({ prefix: ['proposal', proposal], reverse: true, limit: 1 })
  const policy = newest && policies.get([newest[0][2]])
  if (!policy) return undefined
  const tone = policy.state === 'carried-out' ? 'good' : policy.state === 'dropped' ? 'late' : 'plain'
  return badge(`${reader.texts.policyHeading}: ${wordOf(reader, 'policies', policy.state)}`, tone)
}
