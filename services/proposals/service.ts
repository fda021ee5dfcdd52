import type { Answers, Service } from '@maru/kernel/service.ts'
import { editProposal } from './actions/edit-proposal.ts'
import { eraseText } from './actions/erase-text.ts'
import { joinProposal } from './actions/join-proposal.ts'
import { leaveJoin } from './actions/leave-join.ts'
import { moveSupport } from './actions/move-support.ts'
import { openProposal } from './actions/open-proposal.ts'
import { supportProposal } from './actions/support-proposal.ts'
import { withdrawProposal } from './actions/withdraw-proposal.ts'
import { withdrawSupport } from './actions/withdraw-support.ts'
import { closeProposal } from './change-state.ts'
import { proposalsGenesis } from './genesis.ts'
import { parameterDocs, type Needs } from './kit.ts'
import * as joinQueries from './join-queries.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** Residents propose; supports decide how far the city must go with a proposal. */
export const proposals = (answers: Answers<Needs>): Service => ({
  name: 'proposals',
  texts: { ko, en },
  tables,
  parameters: parameterDocs,
  actions: {
    'open-proposal': openProposal,
    'edit-proposal': editProposal,
    'withdraw-proposal': withdrawProposal,
    'erase-text': eraseText,
    'support-proposal': supportProposal,
    'withdraw-support': withdrawSupport,
    'join-proposal': joinProposal,
    'leave-join': leaveJoin,
    'move-support': moveSupport,
  },
  queries: {
    proposal: queries.proposal,
    proposals: queries.proposals,
    support: queries.support,
    members: queries.members,
    joined: joinQueries.joined,
    joins: joinQueries.joins,
    tallies: queries.tallies,
    thresholds: queries.thresholdsInForce,
  },
  timers: { 'close-proposal': closeProposal },
  answers,
  genesis: proposalsGenesis,
})
