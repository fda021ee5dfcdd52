/**
 * Numbers of the ledger itself, dated by height as parameters are by time: which version of the rules is in force, and
 * whether the city is halted. They are set for heights to come only, so that a block never changes them for itself.
 */
import { readSystem } from './system-tables.ts'
import type { View } from './state/view.ts'

export type SystemNumber = keyof typeof presets

/** What counts where nothing was ever set, as in a city without governance. */
const presets = { version: 1, halted: 0 }

export const numberAt = (view: View, name: SystemNumber, height: number): number => {
  const [inForce] = readSystem(view).numbers.list({
    prefix: [name],
    after: [name, height + 1],
    reverse: true,
    limit: 1,
  })
  return inForce ? inForce[1].value : presets[name]
}

export const isHaltedAt = (view: View, height: number): boolean => numberAt(view, 'halted', height) !== 0

/** The block at this height is one for rules that are not known here: nothing of it may be executed. */
export class OldRulesError extends Error {
  constructor(version: number, height: number, known: number) {
    super(
      `From block ${height} on, version ${version} of the rules is in force, and this program knows them up to ${known}. Nothing is lost: install a newer Maru and start it on the same folder.`,
    )
    this.name = 'OldRulesError'
  }
}

/** Throws an OldRulesError when the program is too old to execute the block at this height. */
export const requireKnownVersion = (view: View, height: number, known: number): void => {
  const version = numberAt(view, 'version', height)
  if (version > known) throw new OldRulesError(version, height, known)
}
