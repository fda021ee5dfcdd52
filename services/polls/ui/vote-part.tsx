/** One's own vote: the form, what became of it, and changing it where the poll allows that. */
import { usePerson } from '@maru/web/city/persons.ts'
import { useIsOfficer } from '@maru/web/city/roles.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useState } from 'react'
import type { PollWords } from '../content.ts'
import type { Answers } from '../questions.ts'
import { AnswerLines } from './answer-lines.tsx'
import { type PollRow, type Recorded, useRecorded } from './data.ts'
import { useTexts } from './texts.ts'
import { useCast } from './use-cast.ts'
import { VoteForm } from './vote-form.tsx'

interface Asked {
  readonly row: PollRow
  readonly words: PollWords
  readonly title: string
}

export const VotePart = ({ row, words, title }: Asked) => {
  const t = useTexts()
  const format = useFormat()
  if (row.state === 'announced') return <p>{t('notYet', { date: format.dateTime(row.opens) })}</p>
  if (row.state === 'open') return <OpenPoll row={row} words={words} title={title} />
  return (
    <>
      <p>{t('over')}</p>
      <Own row={row} words={words} />
    </>
  )
}

const OpenPoll = ({ row, words, title }: Asked) => {
  const t = useTexts()
  const isOfficer = useIsOfficer()
  const { state, cast, reset, voter } = useCast(row, title)
  const { data: recorded } = useRecorded(row.poll, voter)
  const [isChanging, setChanging] = useState(false)
  const [last, setLast] = useState<Answers>([])
  const isUnderWay = state.step === 'signing' || state.step === 'sending'
  const isSent = state.step === 'recorded' || state.step === 'provable' || state.step === 'waiting'
  const sequence = recorded?.voted ? recorded.sequence + 1 : 1
  const send = (answers: Answers) => {
    setLast(answers)
    if (!isUnderWay) cast(answers, sequence)
  }
  const done = () => {
    reset()
    setChanging(false)
  }
  const steps = <ActSteps state={state} onDone={done} onRetry={() => send(last)} />
  if (isSent) {
    return (
      <div className={layout['stack']}>
        {steps}
        <Voted
          recorded={{ voted: true, answers: last, sequence, at: 0 }}
          row={row}
          words={words}
          voter={voter}
        />
        {row.canChange && state.step !== 'waiting' && (
          <div>
            <Button look="text" onClick={done}>
              {t('change')}
            </Button>
          </div>
        )}
      </div>
    )
  }
  if (recorded?.voted && !isChanging) {
    return (
      <div className={layout['stack']}>
        <Voted recorded={recorded} row={row} words={words} voter={voter} />
        {row.canChange ? (
          <div>
            <Button onClick={() => setChanging(true)}>{t('change')}</Button>
          </div>
        ) : (
          <p className={layout['soft']}>{t('unchangeable')}</p>
        )}
      </div>
    )
  }
  return (
    <VoteForm
      row={row}
      words={words}
      button={t(recorded?.voted ? 'sendChange' : 'send')}
      isUnderWay={isUnderWay}
      reason={isOfficer ? t('residentsOnly') : undefined}
      onVote={send}
    >
      {steps}
    </VoteForm>
  )
}

/** What the city has recorded, and where another device can look it up. */
const Voted = ({
  recorded,
  row,
  words,
  voter,
}: {
  readonly recorded: Extract<Recorded, { voted: true }>
  readonly row: PollRow
  readonly words: PollWords
  readonly voter: string | undefined
}) => {
  const t = useTexts()
  return (
    <div className={layout['stack']}>
      <Notice tone="success" title={t('votedTitle')}>
        <AnswerLines questions={row.questions} words={words} answers={recorded.answers} />
      </Notice>
      {voter !== undefined && (
        <div>
          <ButtonLink look="tertiary" size="small" to={`/polls/${row.poll}/vote`} search={{ voter }}>
            {t('checkVote')}
          </ButtonLink>
        </div>
      )}
    </div>
  )
}

const Own = ({ row, words }: Pick<Asked, 'row' | 'words'>) => {
  const person = usePerson()
  const { voter } = useCast(row, '')
  const { data: recorded } = useRecorded(row.poll, person ? voter : undefined)
  return recorded?.voted ? <Voted recorded={recorded} row={row} words={words} voter={voter} /> : null
}
