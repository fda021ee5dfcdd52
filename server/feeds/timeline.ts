/** What happened to one proposal, newest first, read from the rows of every service that it went through. */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { tables as answerTables, type Duty } from '@maru/services/answers/state.ts'
import { tables as debateTables } from '@maru/services/debates/state.ts'
import { tables as pollTables } from '@maru/services/polls/state.ts'
import { tables as policyTables } from '@maru/services/policies/state.ts'
import { tables as proposalTables, thresholds, type Proposal } from '@maru/services/proposals/state.ts'
import { serviceTexts } from '@maru/services/texts.ts'
import type { AtomEntry } from './atom.ts'
import { entriesMax, type Told } from './newest.ts'

interface Happened {
  /** As `answers.answered`. */
  readonly event: string
  readonly at: number
  /** Tells it from others of the same event. */
  readonly number?: number | string
  /** The commitment to the words that came with it. */
  readonly content?: Uint8Array | undefined
}

/** Undefined when there is no such proposal. */
export const timelineOf = (told: Told, proposal: number): readonly AtomEntry[] | undefined => {
  const { view } = told
  const row = bindReadTables('proposals', proposalTables, view).proposals.get([proposal])
  if (!row) return undefined
  const happened = [
    ...ofProposal(told, proposal, row),
    ...ofAnswers(told, 'proposal', proposal),
    ...ofDebate(told, proposal),
    ...ofPolicies(told, proposal),
  ]
  return entriesOf(told, happened, `${proposal}`, `/api/proposals/proposal?proposal=${proposal}`)
}

/** Of a poll: that it was announced, opened and is over, and what followed. Undefined when there is none. */
export const pollTimelineOf = (told: Told, poll: number): readonly AtomEntry[] | undefined => {
  const row = bindReadTables('polls', pollTables, told.view).polls.get([poll])
  if (!row) return undefined
  const { state, content, announcedAt, openedAt, closes, endedEarly, erasedAt } = row
  const end = state === 'withdrawn' ? 'polls.poll-withdrawn' : 'polls.poll-closed'
  const isOver = state === 'closed' || state === 'withdrawn'
  const happened = [
    { event: 'polls.poll-announced', at: announcedAt, content },
    ...at('polls.poll-opened', openedAt),
    ...at(end, isOver ? (endedEarly?.at ?? closes) : undefined),
    ...at('polls.text-erased', erasedAt),
    ...ofAnswers(told, 'poll', poll),
  ]
  return entriesOf(told, happened, `polls/${poll}`, `/api/polls/poll?poll=${poll}`)
}

/** `of` tells the entries of one timeline from those of others. */
const entriesOf = (
  { chain, textOf, language }: Told,
  happened: readonly Happened[],
  of: string,
  path: string,
): readonly AtomEntry[] =>
  happened
    // Of what came at one moment, what followed stands before what it followed from.
    .toReversed()
    .toSorted((a, b) => b.at - a.at)
    .slice(0, entriesMax)
    .map(({ event, at, number = 0, content }) => {
      const [service = '', name = ''] = event.split('.')
      return {
        name: `${chain}/timeline/${of}/${event}/${number}/${at}`,
        title: serviceTexts[language][service]?.events[name] ?? event,
        text: textOf(content).field('body'),
        published: at,
        updated: at,
        path,
        category: event,
      }
    })

const ofProposal = ({ view }: Told, proposal: number, row: Proposal): Happened[] => {
  const { joins } = bindReadTables('proposals', proposalTables, view)
  return [
    { event: 'proposals.proposal-opened', at: row.openedAt, content: row.content },
    ...at('proposals.proposal-edited', row.editedAt),
    ...at('proposals.text-erased', row.erasedAt),
    ...thresholds.flatMap((threshold) =>
      at('proposals.threshold-crossed', row.reached[threshold], threshold),
    ),
    ...(row.state === 'closed' ? at('proposals.proposal-closed', row.closes) : []),
    ...joins.list({ prefix: [proposal], reverse: true, limit: entriesMax }).map(([[, number], join]) => ({
      event: join.act === 'joined' ? 'proposals.proposal-joined' : 'proposals.join-left',
      at: join.at,
      number,
      content: join.content,
    })),
  ]
}

const ofAnswers = ({ view }: Told, to: 'proposal' | 'poll', number: number): Happened[] => {
  const { owed, duties, interims } = bindReadTables('answers', answerTables, view)
  return owed.list({ prefix: [to, number] }).flatMap(([, { duty }]) => {
    const { aroseAt, due, state, answer } = duties.get([duty]) as Duty
    const wasOverdue = state === 'overdue' || state === 'answered-late'
    return [
      ...at('answers.duty-arose', aroseAt, duty),
      ...(wasOverdue ? at('answers.overdue', due, duty) : []),
      ...interims.list({ prefix: [duty], reverse: true, limit: entriesMax }).map(([[, number], said]) => ({
        event: 'answers.interim-answered',
        at: said.at,
        number,
        content: said.content,
      })),
      ...(answer
        ? [{ event: 'answers.answered', at: answer.at, number: duty, content: answer.content }]
        : []),
    ]
  })
}

const ofDebate = ({ view }: Told, proposal: number): Happened[] => {
  const { debateOf, debates, decisions } = bindReadTables('debates', debateTables, view)
  const number = debateOf.get([proposal])?.debate
  const row = number === undefined ? undefined : debates.get([number])
  return [
    ...(row ? [{ event: 'debates.debate-opened', at: row.opens, content: row.content }] : []),
    ...(row?.state === 'closed' ? at('debates.debate-closed', row.closes) : []),
    ...at('debates.participants-reached', row?.mayorAt),
    ...decisions
      .list({ prefix: [proposal], reverse: true, limit: entriesMax })
      .map(([[, decision], said]) => ({
        event: 'debates.panel-decided',
        at: said.at,
        number: decision,
        content: said.content,
      })),
  ]
}

const ofPolicies = ({ view }: Told, proposal: number): Happened[] => {
  const { origins, history } = bindReadTables('policies', policyTables, view)
  const newest = { reverse: true, limit: entriesMax }
  return origins.list({ ...newest, prefix: ['proposal', proposal] }).flatMap(([[, , policy]]) =>
    history.list({ ...newest, prefix: [policy] }).map(([[, number], { event, at, data }]) => ({
      event: `policies.${event}`,
      at,
      number,
      content: typeof data['content'] === 'string' ? Buffer.from(data['content'], 'hex') : undefined,
    })),
  )
}

const at = (event: string, time: number | undefined, number: number | string = 0): Happened[] =>
  time === undefined ? [] : [{ event, at: time, number }]
