/** The tally of a poll, vote by vote, by the rules that the city counts with. */
import type { Transaction } from '@maru/kernel/transaction.ts'
import { vote as voteAction } from '@maru/services/polls/actions/vote.ts'
import {
  addToTally,
  checkAnswers,
  emptyTally,
  type Answers,
  type QuestionTally,
} from '@maru/services/polls/questions.ts'
import type { Poll } from '@maru/services/polls/state.ts'
import { fault } from '../report.ts'

interface Outcome {
  readonly voters: number
  readonly changes: number
  readonly tally: readonly QuestionTally[]
}

export const createCount = ({ questions, canChange }: Poll) => {
  const lastByVoter = new Map<string, { readonly answers: Answers; readonly sequence: number }>()
  let tally = questions.map(emptyTally)
  let changes = 0
  return {
    add: (voter: string, { input }: Pick<Transaction, 'input'>, index: number): void => {
      const { answers, sequence } = voteAction.input.parse(input)
      const before = lastByVoter.get(voter)
      const isLater = before === undefined || (canChange && sequence > before.sequence)
      if (!isLater || checkAnswers(questions, answers))
        throw fault('V9-vote', `entry ${index} is a vote that the rules refuse`, { index })
      tally = tally.map((counted, at) => {
        const question = questions[at] as (typeof questions)[number]
        const without = addToTally(counted, question, before?.answers[at] ?? null, -1)
        return addToTally(without, question, answers[at] ?? null, 1)
      })
      if (before) changes++
      lastByVoter.set(voter, { answers, sequence })
    },
    /** Throws when the city's figures are others. */
    compare: (city: Outcome): void => {
      const own: Outcome = { voters: lastByVoter.size, changes, tally }
      for (const name of ['voters', 'changes'] as const)
        if (own[name] !== city[name])
          throw fault(
            'V9-differs',
            `the votes in the file come to ${own[name]} ${name}, the state says ${city[name]}`,
          )
      for (const [index, counted] of tally.entries())
        if (wordsOf(counted) !== wordsOf(city.tally[index]))
          throw fault(
            'V9-differs',
            `question ${index + 1}: the votes come to ${wordsOf(counted)}, the state says ${wordsOf(city.tally[index])}`,
          )
    },
  }
}

const wordsOf = (tally: QuestionTally | undefined): string =>
  tally ? `${tally.counts.join(', ')} of ${tally.answered}` : 'nothing'
