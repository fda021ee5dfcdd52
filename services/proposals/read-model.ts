import type { Projection } from '../read-model.ts'
import { applyProposals } from './read-model/apply.ts'
import { indexes } from './read-model/indexes.ts'
import { proposalList } from './read-model/list.ts'
import { createProposals } from './read-model/migrations/001-proposals.ts'
import { createTexts } from './read-model/migrations/002-texts.ts'
import { createCounts } from './read-model/migrations/003-counts.ts'
import type { ReadNeeds } from './read-model/needs.ts'
import { similarProposals } from './read-model/similar.ts'

/** Proposals in SQL: in the orders people ask for, by their words, and those that are like one another. */
export const proposalsProjection = (needs: ReadNeeds): Projection => ({
  name: 'proposals',
  version: 2,
  migrations: { '001-proposals': createProposals, '002-texts': createTexts, '003-counts': createCounts },
  indexes,
  textTables: ['proposal_texts', 'proposal_words'],
  hears: [
    'proposals.proposal-opened',
    'proposals.proposal-edited',
    'proposals.proposal-withdrawn',
    'proposals.proposal-closed',
    'proposals.proposal-joined',
    'proposals.join-left',
    'proposals.supported',
    'proposals.support-withdrawn',
    'proposals.threshold-crossed',
    'proposals.threshold-lost',
    'proposals.text-erased',
    ...needs.hears,
  ],
  apply: (batch) => applyProposals(needs, batch),
  lists: { list: proposalList(needs), similar: similarProposals(needs) },
})
