/** What the front page shows of the proposals service, in a city that runs it. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { bindReadTables, type ReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { holdOf } from '@maru/services/moderation/reads.ts'
import { tables } from '@maru/services/proposals/state.ts'
import type { ContentStore } from '../content-store.ts'
import type { Context } from '../context.ts'

export interface ProposalLine {
  readonly number: number
  /** Absent when its text is not here or no longer, or is held back. */
  readonly title: string | undefined
  readonly time: number
  readonly supports: number
}

export const newestProposals = ({ ledger, content }: Context): readonly ProposalLine[] => {
  const { view } = ledger.snapshot()
  return readProposals(view)
    .proposals.list({ reverse: true, limit: 10 })
    .map(([[number], row]) => ({
      number,
      title: titleOf(content, view, bytesToHex(row.content)),
      time: row.openedAt,
      supports: row.supports,
    }))
}

/** They are numbered from 1, and no number is given twice. */
export const proposalCount = (view: View): number =>
  readSystem(view).counters.get(['proposals', 'proposal'])?.value ?? 0

const readProposals = (view: View): ReadTables<typeof tables> => bindReadTables('proposals', tables, view)

const titleOf = (store: ContentStore, view: View, commitment: string): string | undefined => {
  if (holdOf(view, commitment)) return undefined
  const { title } = (store.get(commitment)?.content ?? {}) as { readonly title?: unknown }
  return typeof title === 'string' ? title : undefined
}
