/** What anyone may read of what was reported, as JSON: the signed statements themselves. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { olderThan, pageLimit } from '../schemas.ts'
import { query } from './kit.ts'
import type { StoredVote } from './state.ts'

const page = { after: olderThan, limit: pageLimit(50, 20) }

export const equivocations = query({
  input: z.strictObject(page),
  summary: 'Validators that voted for two things at once, the newest report first, with both votes.',
  example: { limit: 20 },
  read: ({ tables }, { after, limit }) => ({
    equivocations: tables.equivocations
      .list({ limit, reverse: true, ...(after !== undefined && { after: [after] }) })
      .map(([[equivocation], row]) => ({
        equivocation,
        ...row,
        publicKey: bytesToHex(row.publicKey),
        votes: row.votes.map(voteToJson),
      })),
  }),
})

export const splitViews = query({
  input: z.strictObject(page),
  summary: 'Validators that signed two logs, the newest report first, with both checkpoints.',
  example: { limit: 20 },
  read: ({ tables }, { after, limit }) => ({
    splitViews: tables.splitViews
      .list({ limit, reverse: true, ...(after !== undefined && { after: [after] }) })
      .map(([[splitView], row]) => ({
        splitView,
        ...row,
        otherRoot: bytesToHex(row.otherRoot),
        proof: row.proof.map(bytesToHex),
      })),
  }),
})

const voteToJson = ({ block, seconds, nanos, signature }: StoredVote) => ({
  block: block && {
    hash: bytesToHex(block.hash),
    partCount: block.partCount,
    partsHash: bytesToHex(block.partsHash),
  },
  seconds,
  nanos,
  signature: bytesToHex(signature),
})
