import type { Projection } from '../read-model.ts'
import { applyPolls } from './read-model/apply.ts'
import { createPolls } from './read-model/create-polls.ts'
import { pollList } from './read-model/list.ts'
import type { ReadNeeds } from './read-model/needs.ts'
import { similarPolls } from './read-model/similar.ts'

/** Polls in SQL: in the orders people ask for, by their words, and those that are like one another. */
export const pollsProjection = (needs: ReadNeeds): Projection => ({
  name: 'polls',
  version: 1,
  migrations: { '001-polls': createPolls },
  indexes: {
    polls_closes: 'polls (closes_at, number)',
    polls_asker: 'polls (asker, number)',
    polls_group: 'polls (asked_group, number)',
    poll_counts_voters: 'poll_counts (voters, number)',
    // Without a list of pending entries, which readers would have to search until somebody cleans up.
    poll_words_title_key: 'poll_words using gin (title_key gin_trgm_ops) with (fastupdate = off)',
    poll_words_grams: 'poll_words using gin (grams) with (fastupdate = off)',
  },
  textTables: ['poll_words'],
  hears: [
    'polls.poll-announced',
    'polls.poll-opened',
    'polls.voted',
    'polls.poll-closed',
    'polls.poll-withdrawn',
    'polls.text-erased',
    ...needs.hears,
  ],
  apply: (batch) => applyPolls(needs, batch),
  lists: { list: pollList, similar: similarPolls },
})
