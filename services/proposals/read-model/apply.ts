import { bindReadTables } from '@maru/kernel/state/table.ts'
import { upsertRows, type Batch } from '../../read-model.ts'
import { tables, type Proposal } from '../state.ts'

/** Each proposal that an event names is written once, as the state has it now. */
export const applyProposals = async ({ database, events, view }: Batch): Promise<void> => {
  const touched = [...new Set(events.map(({ data }) => data['proposal'] as number))]
  const { proposals } = bindReadTables('proposals', tables, view)
  const rows = touched.map((number) => {
    const { state, field, district, supports, openedAt } = proposals.get([number]) as Proposal
    return { number, state, field, district, supports, opened_at: openedAt }
  })
  await upsertRows(database, 'proposals', columns, ['number'], rows)
}

const columns = {
  number: 'int',
  state: 'text',
  field: 'text',
  district: 'text',
  supports: 'int',
  opened_at: 'bigint',
} as const
