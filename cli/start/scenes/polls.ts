/** Scenes of polls: the city asks, a resident asks, and residents vote. */
import type { Answer } from '@maru/services/answers/state.ts'
import type { Answers, Question } from '@maru/services/polls/questions.ts'
import type { Cast, Scene } from './scene.ts'

export interface Asked {
  readonly title: string
  readonly body: string
  readonly questions: readonly { readonly asked: Question; readonly words: Words }[]
  /** In days ago, as everything here; what is ahead is negative. Left out, it opens at once. */
  readonly opens?: number
  readonly closes: number
  /** Who says what follows, of the city's; left out, the mayor does. */
  readonly department?: string
  readonly group?: string
  readonly canChange?: boolean
  /** Nobody has voted in such a one here: a proof takes seconds. */
  readonly isAnonymous?: boolean
  readonly place?: { readonly latitude: number; readonly longitude: number; readonly radiusMetres: number }
}

interface Words {
  readonly question: string
  readonly options: readonly string[]
}

export const cityPolled = (daysAgo: number, asked: Asked): Scene => ({
  daysAgo,
  play: (cast) => {
    const input = { ...inputOf(cast, asked), ...(asked.department && { department: asked.department }) }
    return cast.act('department', 'polls/open-policy-poll', input, wordsOf(asked))
  },
})

export const residentPolled = (daysAgo: number, asked: Asked): Scene => ({
  daysAgo,
  play: (cast) => cast.act(0, 'polls/open-resident-poll', inputOf(cast, asked), wordsOf(asked)),
})

/** By so many who have not voted yet; what the nth of them answers is said. */
export const polled = (
  daysAgo: number,
  count: number,
  answersOf: (nth: number) => Answers,
  isHere = false,
): Scene => ({
  daysAgo,
  play: ({ act, number, next }) =>
    Promise.all(
      next('supporter', count).map((who) => {
        const input = { poll: number('poll'), answers: copyOf(answersOf(who)), sequence: 1, isHere }
        return act(who, 'polls/vote', input)
      }),
    ),
})

/** Those who voted first think again. */
export const votesChanged = (daysAgo: number, count: number, answers: Answers): Scene => ({
  daysAgo,
  play: ({ act, number }) => {
    const voters = Array.from({ length: count }, (_, index) => index + 1)
    const input = { poll: number('poll'), answers: copyOf(answers), sequence: 2, isHere: false }
    return Promise.all(voters.map((who) => act(who, 'polls/vote', input)))
  },
})

/** What the city makes of the result. */
export const followedUp = (daysAgo: number, decision: Answer['decision'], body: string): Scene => ({
  daysAgo,
  play: ({ act, number, dutyAfter }) =>
    act('department', 'answers/give-answer', { duty: dutyAfter(number('poll')), decision }, { body }),
})

const copyOf = (answers: Answers) => answers.map((answer) => (answer === null ? null : [...answer]))

/** As the demonstration's mayor has set it. */
export const shownLeast = 3

const inputOf = (cast: Cast, asked: Asked) => ({
  secrecy: asked.isAnonymous ? 'anonymous' : 'named',
  group: asked.group ?? 'city',
  questions: asked.questions.map(({ asked: { askedIf, ...question } }) => ({
    ...question,
    askedIf: askedIf && { question: askedIf.question, options: [...askedIf.options] },
  })),
  opens: asked.opens === undefined ? null : cast.at(asked.opens),
  closes: cast.at(asked.closes),
  canChange: asked.canChange ?? true,
  shownFrom: asked.isAnonymous ? shownLeast : 0,
  place: asked.place ? { ...asked.place } : null,
})

const wordsOf = ({ title, body, questions }: Asked) => ({
  title,
  body,
  questions: questions.map(({ words: { question, options } }) => ({ question, options: [...options] })),
})
