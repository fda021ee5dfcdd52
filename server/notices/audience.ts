/**
 * Who hears of what. An event concerns topics: the proposal, its place, a department, an account. Whoever follows a
 * topic, or is one, reads its notices. An author cannot leave the topic of their own account.
 *
 * What other residents can make happen as often as they like (a support, a comment, a report, a threshold that is
 * crossed again) is no notice: it would push out what an author has to hear. Nor is a vote: of polls those hear who follow
 * them, whether they have voted or not, and nothing here knows which.
 */
import type { EventData } from '@maru/kernel/service.ts'
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables as answersTables } from '@maru/services/answers/state.ts'
import { tables as debatesTables } from '@maru/services/debates/state.ts'
import { tables as moderationTables } from '@maru/services/moderation/state.ts'
import { tables as policiesTables } from '@maru/services/policies/state.ts'
import { askers, tables as pollsTables } from '@maru/services/polls/state.ts'
import { tables as proposalsTables, type Threshold } from '@maru/services/proposals/state.ts'
import type { HeardEvent } from '@maru/services/read-model.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { tables as residentsTables } from '@maru/services/residents/state.ts'

/** What can be followed. There is no kind for persons: nobody follows an account. */
export const targetKinds = ['proposal', 'debate', 'poll', 'polls', 'field', 'district', 'department'] as const
export interface Target {
  readonly kind: (typeof targetKinds)[number]
  /** The number of a proposal, a debate or a poll, or the name of the others; of polls, who asks. */
  readonly id: string
}

/** `kind:id` of a target; or `account:id`, what its owner has to hear; or `joined`. */
export type Topic = string

export const topicOf = ({ kind, id }: Target): Topic => `${kind}:${id}`
export const accountTopic = (account: string): Topic => `account:${account}`
/** Of a follower, the polls that ask a group in which the ledger shows the account: that is looked up when it is read. */
export const isPollsTopic = (topic: Topic): boolean => topic.startsWith('polls:')
/** One topic for all joined proposals: their supporters are asked, and those are found when it is read. */
export const joinedTopic: Topic = 'joined'

type Hearer = 'author' | 'asker' | 'asked' | 'followers' | 'place' | 'department' | 'writer' | 'supporters'

export const hearersByEvent: { readonly [event: string]: readonly Hearer[] } = {
  'proposals.proposal-opened': ['place'],
  'proposals.proposal-withdrawn': ['followers'],
  'proposals.proposal-closed': ['author', 'followers'],
  'proposals.threshold-crossed': ['author', 'followers', 'place'],
  'proposals.proposal-joined': ['author', 'followers', 'supporters'],
  'proposals.join-left': ['author', 'followers'],
  'debates.debate-opened': ['author', 'followers', 'place'],
  'debates.participants-reached': ['author', 'followers'],
  'debates.debate-closed': ['author', 'followers'],
  'debates.panel-decided': ['author', 'followers'],
  'polls.poll-opened': ['asker', 'followers', 'asked'],
  'polls.poll-closes-soon': ['followers'],
  'polls.poll-closed': ['asker', 'followers', 'department'],
  'polls.poll-withdrawn': ['followers'],
  'answers.department-assigned': ['author', 'followers', 'department'],
  'answers.due-soon': ['department'],
  'answers.overdue': ['author', 'followers', 'department'],
  'answers.interim-answered': ['author', 'followers'],
  'answers.answered': ['author', 'followers', 'place', 'department'],
  'answers.answer-corrected': ['author', 'followers'],
  'policies.policy-opened': ['author', 'followers', 'place', 'department'],
  'policies.policy-planned': ['author', 'followers'],
  'policies.milestone-ended': ['author', 'followers'],
  'policies.milestone-overdue': ['author', 'followers', 'department'],
  'policies.progress-reported': ['author', 'followers'],
  'policies.policy-carried-out': ['author', 'followers', 'place', 'department'],
  'policies.policy-dropped': ['author', 'followers', 'place', 'department'],
  'moderation.text-hidden': ['writer'],
  'moderation.text-restored': ['writer'],
  'moderation.text-waiting': ['writer'],
  'moderation.text-approved': ['writer'],
  'moderation.appeal-decided': ['writer'],
}

export interface Concerning {
  readonly topics: readonly Topic[]
  /** What the notice keeps: numbers and names, no commitments. */
  readonly data: EventData
}

/** The topics of an event; none when nobody is told. `view` is the sealed state, at the event or later. */
export const concerning = (view: View, { event, data, time }: HeardEvent): Concerning => {
  const hearers = hearersByEvent[event]
  if (!hearers || isCrossedAgain(view, event, data, time)) return { topics: [], data: {} }
  const { content: _, ...kept } = data
  const origin = originOf(view, data)
  const topics = hearers.flatMap((hearer) => [...topicsOf[hearer](view, { ...kept, ...origin })])
  return { topics: [...new Set(topics)], data: { ...kept, ...origin } }
}

/** Whether there is something to follow under this name. */
export const isThere = (view: View, { kind, id }: Target): boolean => {
  const number = /^[1-9][0-9]{0,14}$/.test(id) ? Number(id) : 0
  if (kind === 'proposal') return proposals(view).proposals.has([number])
  if (kind === 'debate') return debates(view).debates.has([number])
  if (kind === 'poll') return polls(view).polls.has([number])
  if (kind === 'polls') return askers.some((asker) => asker === id)
  if (kind === 'field') return proposals(view).fields.has([id])
  return kind === 'district' ? residents(view).districts.has([id]) : answers(view).departments.has([id])
}

export const hasLeft = (view: View, account: string): boolean =>
  residents(view).residents.get([account])?.state === 'left'

export const isSupporter = (view: View, account: string, { proposal }: EventData): boolean =>
  proposals(view).supports.has([Number(proposal), account])

/** Whether a poll asks this account: what is opened for other districts and ages is nothing to be told of. */
export const isAsked = (view: View, account: string, { group }: EventData): boolean =>
  residentsReads.belongs(view, account, String(group))

const proposals = tablesReader('proposals', proposalsTables)
const debates = tablesReader('debates', debatesTables)
const answers = tablesReader('answers', answersTables)
const policies = tablesReader('policies', policiesTables)
const polls = tablesReader('polls', pollsTables)
const moderation = tablesReader('moderation', moderationTables)
const residents = tablesReader('residents', residentsTables)

/** The proposal or the debate that an event is about, each 0 for none; and the poll, where it is one. */
const originOf = (view: View, { proposal, debate, poll: number, duty, policy }: EventData) => {
  const row =
    typeof policy === 'number'
      ? policies(view).policies.get([policy])
      : typeof duty === 'number'
        ? answers(view).duties.get([duty])
        : undefined
  const poll = number ?? row?.poll
  return {
    proposal: Number(proposal ?? row?.proposal ?? 0),
    debate: Number(debate ?? row?.debate ?? 0),
    ...(typeof poll === 'number' && { poll }),
  }
}

type Data = EventData & { readonly proposal: number; readonly debate: number; readonly poll?: number }

const topicsOf: { readonly [H in Hearer]: (view: View, data: Data) => readonly Topic[] } = {
  author: (view, { proposal }) => ownTopic(proposals(view).proposals.get([proposal])?.author),
  asker: (view, { poll }) => {
    const row = poll === undefined ? undefined : polls(view).polls.get([poll])
    return ownTopic(row?.asker === 'residents' ? row.author : undefined)
  },
  asked: (view, { poll }) => {
    const row = poll === undefined ? undefined : polls(view).polls.get([poll])
    return row ? [topicOf({ kind: 'polls', id: row.asker })] : []
  },
  followers: (_view, { proposal, debate, poll }) => [
    ...(proposal > 0 ? [topicOf({ kind: 'proposal', id: String(proposal) })] : []),
    ...(debate > 0 ? [topicOf({ kind: 'debate', id: String(debate) })] : []),
    ...(poll === undefined ? [] : [topicOf({ kind: 'poll', id: String(poll) })]),
  ],
  place: (view, { proposal }) => {
    const row = proposals(view).proposals.get([proposal])
    if (!row) return []
    const field = topicOf({ kind: 'field', id: row.field })
    return row.district === null ? [field] : [field, topicOf({ kind: 'district', id: row.district })]
  },
  department: (view, { department, policy }) => {
    const id =
      department ?? (policy === undefined ? null : policies(view).policies.get([Number(policy)])?.department)
    return typeof id === 'string' ? [topicOf({ kind: 'department', id })] : []
  },
  writer: (view, { case: number }) => ownTopic(moderation(view).cases.get([Number(number)])?.author),
  supporters: () => [joinedTopic],
}

const ownTopic = (author: string | undefined): readonly Topic[] =>
  author === undefined ? [] : [accountTopic(author)]

const isCrossedAgain = (
  view: View,
  event: string,
  { proposal, threshold }: EventData,
  time: number,
): boolean => {
  if (event !== 'proposals.threshold-crossed') return false
  const first = proposals(view).proposals.get([Number(proposal)])?.reached[threshold as Threshold]
  return first !== undefined && first < time
}
