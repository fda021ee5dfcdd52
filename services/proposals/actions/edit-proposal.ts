import { z } from 'zod'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { refuse } from '@maru/kernel/service.ts'
import { commitment, districtId, fieldId, proposalNumber } from '../../schemas.ts'
import { storeProposal } from '../change-state.ts'
import { checkAuthor, checkPlace, isClosed } from '../checks.ts'
import { proposalContent } from '../content.ts'
import { action } from '../kit.ts'
import type { Proposal } from '../state.ts'

/** P7: by its author. P8: only while nobody supports it, so that nobody's support goes to words they never saw. */
export const editProposal = action({
  input: z.strictObject({
    proposal: proposalNumber,
    field: fieldId,
    district: districtId.nullable().meta({ description: 'The district it is for; null for the whole city.' }),
    content: commitment,
  }),
  summary: 'Change your proposal while nobody supports it.',
  example: { proposal: 1, field: 'transport', district: null, content: new Uint8Array(32) },
  content: proposalContent,
  check: (context, input) => {
    const no = checkAuthor(context, input.proposal)
    if (no) return no
    const before = context.tables.proposals.get([input.proposal]) as Proposal
    const { supports, joined = 0 } = before
    if (before.erasedAt !== undefined) return refuse('P15-erased')
    if (isClosed(before, context.time)) return refuse('P14-closed')
    if (supports > 0) return refuse('P8-supported-already')
    return joined > 0 ? refuse('P26-others-joined') : checkPlace(context, input)
  },
  apply: (context, { proposal, field, district, content }) => {
    const { tables, time, emit } = context
    const before = tables.proposals.get([proposal]) as Proposal
    storeProposal(context, proposal, before, { ...before, field, district, content, editedAt: time })
    emit('proposal-edited', { proposal })
    // Nobody supported the old words, so nobody needs them; the author may not want them to stay.
    if (equalBytes(content, before.content)) return
    emit('text-erased', { proposal, content: bytesToHex(before.content), author: before.author })
  },
})
