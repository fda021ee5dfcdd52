/** Answers for whoever runs the city's network. */
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, validatorsMax, type Validator } from './state.ts'

const read = tablesReader('governance', tables)

export const governanceReads = {
  /** Those who vote on blocks, in the order of their addresses. */
  validatorsOf: (view: View): readonly Validator[] =>
    read(view)
      .validators.list({ limit: validatorsMax })
      .map(([, validator]) => validator),
}
