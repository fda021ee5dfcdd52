/** The questions that are asked, one after the other as answers lead to them, and the button that votes. */
import { usePerson } from '@maru/web/city/persons.ts'
import { Button } from '@maru/web/kit/button.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { type ReactNode, useState } from 'react'
import type { PollWords } from '../content.ts'
import type { Answer, Answers, Question } from '../questions.ts'
import type { PollRow } from './data.ts'
import { type Drafts, leadThrough, missingIn } from './form-state.ts'
import { PlaceCheck } from './place-check.tsx'
import styles from './polls.module.css'
import { QuestionField } from './question-field.tsx'
import { useTexts } from './texts.ts'

export const VoteForm = ({
  row,
  words,
  button,
  isUnderWay,
  reason,
  onVote,
  children,
}: {
  readonly row: Pick<PollRow, 'questions' | 'place'>
  readonly words: PollWords
  readonly button: string
  readonly isUnderWay: boolean
  /** Why nobody votes here now. */
  readonly reason?: string | undefined
  readonly onVote: (answers: Answers) => void
  /** What is happening to the vote. */
  readonly children?: ReactNode
}) => {
  const t = useTexts()
  const person = usePerson()
  const { questions, place } = row
  const [drafts, setDrafts] = useState<Drafts>({})
  const [isHere, setHere] = useState(false)
  const answers = leadThrough(questions, drafts)
  const send = () => {
    if (!person) return openWhoDialog()
    onVote(answers.map((answer) => answer ?? null))
  }
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (reasonNot() === undefined && !isUnderWay) send()
      }}
    >
      <ol className={styles['questions']}>
        {questions.map((question, index) =>
          answers[index] === null ? null : (
            <li key={index}>
              <QuestionField
                number={shownNumber(index)}
                isOnly={questions.length === 1}
                question={question}
                words={words.questions[index] as PollWords['questions'][number]}
                value={drafts[index] ?? []}
                onChange={(answer: Answer) => setDrafts({ ...drafts, [index]: answer })}
              />
            </li>
          ),
        )}
      </ol>
      {place !== null && <PlaceCheck place={place} isHere={isHere} onHere={setHere} />}
      <div className={layout['stack']}>
        <div>
          <Button look="primary" size="large" type="submit" reason={reasonNot()} aria-busy={isUnderWay}>
            {button}
          </Button>
        </div>
        {children}
      </div>
    </form>
  )

  function reasonNot(): string | undefined {
    if (reason !== undefined) return reason
    const missing = missingIn(questions, answers)
    if (missing !== undefined) return reasonOf(missing)
    return place !== null && !isHere ? t('placeFirst') : undefined
  }

  /** Among those that are asked: who is led past one does not miss a number. */
  function shownNumber(index: number): number {
    return answers.slice(0, index + 1).filter((answer) => answer !== null).length
  }

  function reasonOf(index: number): string {
    const { kind } = questions[index] as Question
    return questions.length === 1 ? t(`answer-${kind}`) : t('answerNumber', { number: shownNumber(index) })
  }
}
