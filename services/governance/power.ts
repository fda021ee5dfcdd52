/**
 * How much voting power may change at once. A light client that knows the validators of some time ago follows a new set
 * as long as a third of those it knows have signed for it, and blocks go on only while two thirds of the new set are
 * there: so no block moves more than a third of the power before it.
 */
import type { ReadTables, WriteTables } from '@maru/kernel/state/table.ts'
import { validatorsMax, type Tables } from './state.ts'

export const powerOf = (tables: ReadTables<Tables>): number => {
  let total = 0
  for (const [, { power }] of tables.validators.list({ limit: validatorsMax })) total += power
  return total
}

export const isTooMuchAtOnce = (moved: number, before: number): boolean => 3 * moved > before

/** Whether the block of this height has room for it, beside what moved in it already. Counts it when it has. */
export const movePower = (tables: WriteTables<Tables>, height: number, power: number): boolean => {
  const last = tables.power.get(['moved'])
  const { before, moved } = last?.height === height ? last : { before: powerOf(tables), moved: 0 }
  if (isTooMuchAtOnce(moved + power, before)) return false
  tables.power.put(['moved'], { height, before, moved: moved + power })
  return true
}
