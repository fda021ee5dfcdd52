/** What the front page shows of the proposals service, in a city that runs it. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { bindReadTables, type ReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { tables } from '@maru/services/proposals/state.ts'
import type { ContentStore } from '../content-store.ts'
import type { Context } from '../context.ts'

export interface ProposalLine {
  readonly number: number
  /** Absent when its text is not here or no longer. */
  readonly title: string | undefined
  readonly time: number
  readonly supports: number
}

export const newestProposals = ({ ledger, content }: Context): readonly ProposalLine[] =>
  readProposals(ledger.snapshot().view)
    .proposals.list({ reverse: true, limit: 10 })
    .map(([[number], row]) => ({
      number,
      title: titleOf(content, bytesToHex(row.content)),
      time: row.openedAt,
      supports: row.supports,
    }))

/** They are numbered from 1, and no number is given twice. */
export const proposalCount = (view: View): number =>
  readSystem(view).counters.get(['proposals', 'proposal'])?.value ?? 0

const readProposals = (view: View): ReadTables<typeof tables> => bindReadTables('proposals', tables, view)

const titleOf = (store: ContentStore, commitment: string): string | undefined => {
  const { title } = (store.get(commitment)?.content ?? {}) as { readonly title?: unknown }
  return typeof title === 'string' ? title : undefined
}
