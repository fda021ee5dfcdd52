/** The sets of open data. One more is one line here. */
import type { Service } from '@maru/kernel/service.ts'
import type { DataSet } from './data-set.ts'
import { answersSet, interimAnswersSet } from './sets/answers.ts'
import { commentsSet } from './sets/comments.ts'
import { debatesSet, opinionsSet } from './sets/debates.ts'
import { moderationSet } from './sets/moderation.ts'
import { milestonesSet, policiesSet } from './sets/policies.ts'
import { pollResultsSet } from './sets/poll-results.ts'
import { pollsSet } from './sets/polls.ts'
import { proposalsSet, supportsPerDaySet } from './sets/proposals.ts'

const dataSets: readonly DataSet[] = [
  proposalsSet,
  supportsPerDaySet,
  debatesSet,
  opinionsSet,
  commentsSet,
  pollsSet,
  pollResultsSet,
  answersSet,
  interimAnswersSet,
  policiesSet,
  milestonesSet,
  moderationSet,
]

/** Of the services that a city runs. */
export const dataSetsOf = (services: readonly Service[]): readonly DataSet[] => {
  const names = new Set(services.map(({ name }) => name))
  return dataSets.filter(({ service }) => names.has(service))
}
