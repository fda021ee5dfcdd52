import type { Answers, Service } from '@maru/kernel/service.ts'
import { endPoll } from './actions/end-poll.ts'
import { erasePoll } from './actions/erase-poll.ts'
import { openPolicyPoll } from './actions/open-policy-poll.ts'
import { openResidentPoll } from './actions/open-resident-poll.ts'
import { vote } from './actions/vote.ts'
import { closePoll, hearTextsErased, openPoll, tellClosing } from './change-state.ts'
import { parameterDocs, type Needs } from './kit.ts'
import * as queries from './queries.ts'
import { tables } from './state.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

/** The city asks its residents, and they ask each other: each voter counted once, by name or without one. */
export const polls = (answers: Answers<Needs>): Service => ({
  name: 'polls',
  texts: { ko, en },
  tables,
  parameters: parameterDocs,
  actions: {
    'open-policy-poll': openPolicyPoll,
    'open-resident-poll': openResidentPoll,
    vote,
    'end-poll': endPoll,
    'erase-poll': erasePoll,
  },
  queries: {
    poll: queries.poll,
    polls: queries.polls,
    vote: queries.vote,
    votes: queries.votes,
    turnout: queries.turnout,
  },
  timers: { 'open-poll': openPoll, 'tell-closing': tellClosing, 'close-poll': closePoll },
  hears: { 'residents.texts-erased': hearTextsErased },
  answers,
})
