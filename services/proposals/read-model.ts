import type { Projection } from '../read-model.ts'
import { applyProposals } from './read-model/apply.ts'
import { proposalList } from './read-model/list.ts'
import { createProposals } from './read-model/migrations/001-proposals.ts'

/** Proposals in SQL: their order in lists. */
export const proposalsProjection: Projection = {
  name: 'proposals',
  version: 1,
  migrations: { '001-proposals': createProposals },
  hears: [
    'proposals.proposal-opened',
    'proposals.proposal-edited',
    'proposals.proposal-withdrawn',
    'proposals.supported',
    'proposals.support-withdrawn',
  ],
  apply: applyProposals,
  lists: { list: proposalList },
}
