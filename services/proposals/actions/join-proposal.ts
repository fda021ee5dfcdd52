import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment, proposalNumber } from '../../schemas.ts'
import { isClosed } from '../checks.ts'
import { joinContent } from '../join-content.ts'
import { checkJoiner, countJoined, keepJoin } from '../joins.ts'
import { action } from '../kit.ts'
import type { Proposal } from '../state.ts'

/** P20: by a moderator or the mayor. P21: which can be joined. Supports stay; P25: so many joined open a debate. */
export const joinProposal = action({
  input: z.strictObject({
    proposal: proposalNumber,
    into: proposalNumber.meta({ description: 'The proposal that takes its supports from now on.' }),
    content: commitment,
  }),
  summary: 'Join a proposal into a similar one, with reasons. Its supporters are asked; no support is moved.',
  example: { proposal: 8, into: 3, content: new Uint8Array(32) },
  content: joinContent,
  check: (context, { proposal, into }) => {
    const no = checkJoiner(context, proposal) ?? checkJoiner(context, into)
    if (no) return no
    if (proposal === into) return refuse('P21-same-proposal')
    const { tables, needs, time } = context
    const row = tables.proposals.get([proposal]) as Proposal
    const lead = tables.proposals.get([into]) as Proposal
    if (row.state === 'withdrawn' || lead.state === 'withdrawn') return refuse('P6-withdrawn')
    if (row.state === 'debate' || needs.isDebated(proposal)) return refuse('P21-in-debate')
    if (row.joinedTo !== undefined) return refuse('P21-joined-already')
    if (row.joined) return refuse('P21-others-joined')
    if (lead.joinedTo !== undefined) return refuse('P21-chain', `join into proposal ${lead.joinedTo}`)
    return lead.erasedAt !== undefined || isClosed(lead, time) ? refuse('P21-closed') : ok
  },
  apply: (context, { proposal, into, content }) => {
    const { tables, emit } = context
    tables.proposals.update([proposal], (row) => ({ ...row, joinedTo: into }))
    tables.joined.put([into, proposal], 0)
    keepJoin(context, proposal, { act: 'joined', into, content })
    emit('proposal-joined', { proposal, into, content: bytesToHex(content) })
    countJoined(context, into)
  },
})
