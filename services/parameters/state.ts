import { uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'

export interface Change {
  readonly service: string
  readonly name: string
  readonly from: number
  readonly value: number
  /** The mayor's account. */
  readonly by: string
  readonly at: number
}

/** The values in force stand in the kernel; this is the history of who changed what. */
export const tables = { changes: table<Change>()([uint]) }

export type Tables = typeof tables
