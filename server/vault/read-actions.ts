/** Who has read what the vault keeps of somebody: their own for residents, all of it for the auditor. */
import { z } from 'zod'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { accountId } from '@maru/services/schemas.ts'
import { Problem } from '../problem.ts'
import { action } from './action.ts'
import type { ReadEntry } from './read-log.ts'

const number = z.int().min(1)
const time = z.int().min(0)

export const listOwnReads = action({
  input: z.strictObject({ before: number.optional() }),
  summary: 'Who was told of oneself by the vault, and what for; the newest first.',
  example: {},
  run: ({ vault, account }, { before }) => {
    const { reads } = vault.reads.list({ account, before, limit: ownMax })
    return Promise.resolve({ reads: reads.map(shownToOneself), next: nextOf(reads, ownMax) })
  },
})

export const listReads = action({
  input: z.strictObject({
    account: accountId.optional(),
    from: time.optional(),
    until: time.optional(),
    before: number.optional(),
    limit: z.int().min(1).max(1_000).default(100),
  }),
  summary: 'The log of reads, the newest first, and whether it is whole. For the auditor.',
  example: { limit: 100 },
  run: ({ ledger, vault, account }, asked) => {
    if (!residentsReads.hasRole(ledger.snapshot().view, account, 'auditor'))
      throw new Problem('V21-not-auditor')
    const { reads, isWhole } = vault.reads.list(asked)
    return Promise.resolve({ reads, isWhole, next: nextOf(reads, asked.limit) })
  },
})

const ownMax = 50

/** Where an officer sat is for the auditor. */
const shownToOneself = ({ number, at, purpose, by, service }: ReadEntry) => ({
  number,
  at,
  purpose,
  ...(by !== undefined && { by }),
  ...(service !== undefined && { service }),
})

/** For `before`, when there may be more. */
const nextOf = (reads: readonly ReadEntry[], limit: number): number | null =>
  reads.length === limit ? reads[limit - 1]!.number : null
