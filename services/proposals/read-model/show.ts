import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Proposal } from '../state.ts'
import type { ReadNeeds } from './needs.ts'

const read = tablesReader('proposals', { proposals: tables.proposals })

export interface ShownRow {
  readonly number: number
  readonly title: string | null
  readonly excerpt: string | null
}

/** SQL gives the order and the first words; all else is the state's, so no count is ever behind. */
export const shownProposals = (needs: ReadNeeds, view: View, rows: readonly ShownRow[]) =>
  rows.map(({ number, title, excerpt }) => {
    const row = read(view).proposals.get([number]) as Proposal
    const content = bytesToHex(row.content)
    // A text that was taken back this moment may still stand in SQL.
    const isShown = row.erasedAt === undefined && !needs.isHeld(view, content)
    const text = isShown ? { title, excerpt } : { title: null, excerpt: null }
    return { proposal: number, ...row, content, ...needs.answerTo(view, number), ...text }
  })
