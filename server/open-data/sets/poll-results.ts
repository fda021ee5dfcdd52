import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { PollWords } from '@maru/services/polls/content.ts'
import { tables } from '@maru/services/polls/state.ts'
import { pagesOf, type DataRow, type DataSet, type Source } from '../data-set.ts'

const name = 'poll-results'

export const pollResultsSet: DataSet = {
  name,
  service: 'polls',
  summary:
    'What came of every question of every poll, an option a row; counts are empty while too few have voted for them to be shown.',
  columns: [
    ...['poll', 'state', 'question', 'kind', 'questionText', 'answered', 'option', 'optionText', 'count'],
    ...['voters', 'eligible'],
  ],
  *pages(source) {
    for (const page of pagesOf(pollTables(source).polls))
      yield page.flatMap(([[poll]]) => rowsOf(source, poll))
  },
}

/** The same of one poll; undefined when there is none of this number. */
export const resultsOf = ({ view }: Pick<Source, 'view'>, poll: number): DataSet | undefined =>
  bindReadTables('polls', tables, view).polls.has([poll])
    ? { ...pollResultsSet, name: `poll-${poll}-results`, pages: (source) => [rowsOf(source, poll)] }
    : undefined

const pollTables = ({ view }: Pick<Source, 'view'>) => bindReadTables('polls', tables, view)

const rowsOf = (source: Source, poll: number): readonly DataRow[] => {
  const { polls, tallies, turnouts } = pollTables(source)
  const row = polls.get([poll])
  if (!row) return []
  const voters = turnouts.get([poll])?.voters ?? 0
  const words = source.textOf(row.content).content as PollWords | null
  return row.questions.flatMap(({ kind, options }, index) => {
    const tally = voters < row.shownFrom ? undefined : tallies.get([poll, index + 1])
    const asked = words?.questions[index]
    return Array.from({ length: options }, (_, at) => ({
      ...{ poll, state: row.state, question: index + 1, kind, questionText: asked?.question ?? null },
      ...{ answered: tally?.answered ?? null, option: at + 1, optionText: asked?.options[at] ?? null },
      ...{ count: tally?.counts[at] ?? null, voters, eligible: row.eligible ?? null },
    }))
  })
}
