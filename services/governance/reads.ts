/** Answers for whoever runs the city's network. */
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, validatorsMax, type Validator } from './state.ts'

const read = tablesReader('governance', tables)

const named = ([[validator], { institution, name }]: readonly [readonly [string], Validator]) => ({
  validator,
  institution,
  name,
})

export const governanceReads = {
  /** By the first 20 bytes of the SHA-256 of its voting key. */
  validatorOf: (view: View, address: string) => {
    const row = read(view).validators.get([address])
    return row && named([[address], row])
  },
  validatorOfCosigner: (view: View, vkey: string) => {
    const found = read(view)
      .validators.list({ limit: validatorsMax })
      .find(([, { cosigner }]) => cosigner === vkey)
    return found && named(found)
  },
  /** Those who vote on blocks, in the order of their addresses. */
  validatorsOf: (view: View): readonly Validator[] =>
    read(view)
      .validators.list({ limit: validatorsMax })
      .map(([, validator]) => validator),
}
