/** Answers in the words of their poll. */
import type { PollWords } from '../content.ts'
import type { Answer, Answers, Question } from '../questions.ts'
import styles from './polls.module.css'
import { useTexts } from './texts.ts'

export const AnswerLines = ({
  questions,
  words,
  answers,
}: {
  readonly questions: readonly Question[]
  readonly words: PollWords
  readonly answers: Answers
}) => (
  <dl className={styles['answers']}>
    {questions.map((question, index) => {
      const answer = answers[index] ?? null
      if (answer === null) return null
      return (
        <div key={index}>
          <dt>{words.questions[index]?.question}</dt>
          <dd>
            <AnswerLine question={question} options={words.questions[index]?.options ?? []} answer={answer} />
          </dd>
        </div>
      )
    })}
  </dl>
)

const AnswerLine = ({
  question: { kind },
  options,
  answer,
}: {
  readonly question: Question
  readonly options: readonly string[]
  readonly answer: Answer
}) => {
  const t = useTexts()
  if (answer.length === 0) return t('choseNone')
  if (kind === 'score')
    return answer.map((score, index) => t('scored', { option: options[index] ?? '', score })).join(', ')
  const chosen = answer.map((option) => options[option - 1] ?? '')
  if (kind === 'ranked')
    return chosen.map((option, index) => t('ranked', { place: index + 1, option })).join(', ')
  return chosen.join(', ')
}
