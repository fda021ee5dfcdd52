/** The feeds of the city: newest proposals, answers, debates and polls. */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables as answerTables, type Duty } from '@maru/services/answers/state.ts'
import { tables as debateTables } from '@maru/services/debates/state.ts'
import { pollsReads } from '@maru/services/polls/reads.ts'
import { tables as pollTables } from '@maru/services/polls/state.ts'
import { proposalsReads } from '@maru/services/proposals/reads.ts'
import { tables as proposalTables } from '@maru/services/proposals/state.ts'
import { serviceTexts } from '@maru/services/texts.ts'
import type { Language } from '../language.ts'
import { pagesOf } from '../open-data/data-set.ts'
import type { TextReader } from '../open-data/texts.ts'
import type { AtomEntry } from './atom.ts'

export interface Told {
  readonly chain: string
  readonly view: View
  readonly language: Language
  readonly textOf: TextReader
}

export const entriesMax = 50

export const newestProposals = ({ chain, view, textOf, language }: Told): readonly AtomEntry[] => {
  const { proposals } = bindReadTables('proposals', proposalTables, view)
  return proposals.list({ reverse: true, limit: entriesMax }).map(([[proposal], row]) => {
    const text = textOf(row.content)
    return {
      name: `${chain}/proposals/${proposal}`,
      title: text.field('title') ?? untitled(language, proposal),
      text: text.field('body'),
      published: row.openedAt,
      updated: row.erasedAt ?? row.editedAt ?? row.openedAt,
      path: `/api/proposals/proposal?proposal=${proposal}`,
      category: row.field,
    }
  })
}

export const newestDebates = ({ chain, view, textOf, language }: Told): readonly AtomEntry[] => {
  const { debates } = bindReadTables('debates', debateTables, view)
  return debates.list({ reverse: true, limit: entriesMax }).map(([[debate], row]) => {
    const question = textOf(row.content)
    return {
      name: `${chain}/debates/${debate}`,
      title:
        row.proposal > 0
          ? titleOf({ view, textOf, language }, row.proposal)
          : (question.field('title') ?? untitled(language, debate)),
      // The panel's reasons, or the city's question.
      text: question.field('body'),
      published: row.opens,
      updated: row.opens,
      path: `/api/debates/debate?debate=${debate}`,
      category: row.openedBy,
    }
  })
}

export const newestPolls = (told: Told): readonly AtomEntry[] => {
  const { chain, view, textOf } = told
  const { polls } = bindReadTables('polls', pollTables, view)
  return polls.list({ reverse: true, limit: entriesMax }).map(([[poll], row]) => ({
    name: `${chain}/polls/${poll}`,
    title: pollTitleOf(told, poll),
    text: textOf(row.content).field('body'),
    published: row.announcedAt,
    updated: row.endedEarly?.at ?? row.openedAt ?? row.announcedAt,
    path: `/api/polls/poll?poll=${poll}`,
    category: row.asker,
  }))
}

export const answerEntries = (told: Told, newest: readonly number[]): readonly AtomEntry[] => {
  const { chain, view, textOf, language } = told
  const { duties } = bindReadTables('answers', answerTables, view)
  return newest.flatMap((number) => {
    const { answer, proposal, poll } = duties.get([number]) as Duty
    if (!answer) return []
    const decision = serviceTexts[language]['answers']?.words[answer.decision] ?? answer.decision
    return {
      name: `${chain}/answers/${number}`,
      title: `${decision}: ${poll === undefined ? titleOf(told, proposal) : pollTitleOf(told, poll)}`,
      text: textOf(answer.content).field('body'),
      published: answer.at,
      updated: answer.at,
      path: `/api/answers/duty?duty=${number}`,
      category: answer.decision,
    }
  })
}

/** Duties stand in the order in which they arose: which were answered last is found by looking at all that were. */
export const findNewestAnswers = async (view: View, nextTurn: () => Promise<unknown>): Promise<number[]> => {
  const { states, duties } = bindReadTables('answers', answerTables, view)
  let newest: { readonly duty: number; readonly at: number }[] = []
  for (const state of ['answered', 'answered-late']) {
    for (const page of pagesOf(states, [state])) {
      const found = page.map(([[, duty]]) => ({ duty, at: duties.get([duty])?.answer?.at ?? 0 }))
      newest = [...newest, ...found].sort((a, b) => b.at - a.at || b.duty - a.duty).slice(0, entriesMax)
      await nextTurn()
    }
  }
  return newest.map(({ duty }) => duty)
}

export const titleOf = ({ view, textOf, language }: Omit<Told, 'chain'>, proposal: number): string =>
  textOf(proposalsReads.proposalOf(view, proposal)?.content).field('title') ?? untitled(language, proposal)

export const pollTitleOf = ({ view, textOf, language }: Told, poll: number): string =>
  textOf(pollsReads.contentOf(view, poll)).field('title') ?? untitled(language, poll, 'polls')

/** Where the text is not shown, its number stands for it. */
const untitled = (language: Language, number: number, service = 'proposals'): string =>
  `${serviceTexts[language][service]?.name ?? service} ${number}`
