import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment, proposalNumber } from '../../schemas.ts'
import { joinContent } from '../join-content.ts'
import { checkJoiner, keepJoin } from '../joins.ts'
import { action } from '../kit.ts'
import type { Proposal } from '../state.ts'

/** P24: a joining is undone, with reasons. Supports that were moved stay moved, and a debate that was opened goes on. */
export const leaveJoin = action({
  input: z.strictObject({ proposal: proposalNumber, content: commitment }),
  summary: 'Take a joined proposal out again, with reasons. It takes supports of its own again.',
  example: { proposal: 8, content: new Uint8Array(32) },
  content: joinContent,
  check: (context, { proposal }) => {
    const no = checkJoiner(context, proposal)
    if (no) return no
    return context.tables.proposals.get([proposal])?.joinedTo === undefined ? refuse('P24-not-joined') : ok
  },
  apply: (context, { proposal, content }) => {
    const { tables, emit } = context
    const { joinedTo: into, ...row } = tables.proposals.get([proposal]) as Proposal & { joinedTo: number }
    tables.proposals.put([proposal], row)
    tables.proposals.update([into], ({ joined = 0, ...lead }) => ({ ...lead, joined: joined - 1 }))
    tables.joined.remove([into, proposal])
    keepJoin(context, proposal, { act: 'left', into, content })
    emit('join-left', { proposal, into, content: bytesToHex(content) })
  },
})
