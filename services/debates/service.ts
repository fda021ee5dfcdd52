import type { Answers, Service } from '@maru/kernel/service.ts'
import { decideOnDebate } from './actions/decide-on-debate.ts'
import { eraseOpinion } from './actions/erase-opinion.ts'
import { giveOpinion } from './actions/give-opinion.ts'
import { openDebate } from './actions/open-debate.ts'
import { takeSide } from './actions/take-side.ts'
import { closeDebate, hearThreshold } from './change-state.ts'
import { parameterDocs, type Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** The city debates a proposal, or a question of its own: for, against or other, each resident counted once. */
export const debates = (answers: Answers<Needs>): Service => ({
  name: 'debates',
  texts: { ko, en },
  tables,
  parameters: parameterDocs,
  actions: {
    'give-opinion': giveOpinion,
    'take-side': takeSide,
    'erase-opinion': eraseOpinion,
    'decide-on-debate': decideOnDebate,
    'open-debate': openDebate,
  },
  queries: {
    debate: queries.debate,
    debates: queries.debates,
    opinions: queries.opinions,
    opinion: queries.opinion,
    voices: queries.voices,
    'one-opinion': queries.oneOpinion,
    'debate-of-proposal': queries.debateOfProposal,
    decisions: queries.decisions,
    undecided: queries.undecided,
  },
  timers: { 'close-debate': closeDebate },
  hears: { 'proposals.threshold-crossed': hearThreshold },
  answers,
})
