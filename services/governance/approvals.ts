/** Who approves a change, and whether that is enough. */
import type { ReadTables } from '@maru/kernel/state/table.ts'
import type { Wanted } from './inputs.ts'
import type { Parameters } from './kit.ts'
import { institutionsMax, officersMax, type Tables } from './state.ts'

export interface Standing {
  readonly institution: string
  readonly required: number
  /** Its officers who approve, of those it has now. */
  readonly officers: readonly { readonly account: string; readonly at: number }[]
  readonly approves: boolean
}

/** How each institution stands to a change. An officer who is none any more does not count. */
export const standingsOf = (tables: ReadTables<Tables>, change: number): readonly Standing[] => {
  const given = tables.approvals.list({ prefix: [change], limit: institutionsMax * officersMax })
  return tables.institutions.list({ limit: institutionsMax }).map(([[institution], { required }]) => {
    const officers = given
      .filter(
        ([[, account], row]) =>
          row.institution === institution && tables.officers.has([institution, account]),
      )
      .map(([[, account], { at }]) => ({ account, at }))
    return { institution, required, officers, approves: officers.length >= required }
  })
}

/** Halting has a number of its own; everything else, going on included, has the other. */
export const percentFor = (parameters: Parameters, kind: Wanted['kind']): number =>
  kind === 'halt' ? parameters.haltPercent : parameters.approvalPercent

/** So many of the institutions have to approve. */
export const neededOf = (institutionCount: number, percent: number): number =>
  Math.ceil((institutionCount * percent) / 100)
