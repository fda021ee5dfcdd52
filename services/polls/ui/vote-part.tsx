/** One's own vote: the form, what became of it, and changing it where the poll allows that. */
import { useIsOfficer } from '@maru/web/city/roles.ts'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useState } from 'react'
import type { PollWords } from '../content.ts'
import { AnswerLines } from './answer-lines.tsx'
import type { PollRow, Recorded } from './data.ts'
import { useTexts } from './texts.ts'
import { useCast } from './use-cast.tsx'
import { VoteForm } from './vote-form.tsx'

interface Asked {
  readonly row: PollRow
  readonly words: PollWords
  readonly title: string
}

export const VotePart = ({ row, words, title }: Asked) => {
  const t = useTexts()
  const format = useFormat()
  if (row.state === 'announced') {
    const reason = t('notYet', { date: format.dateTime(row.opens) })
    const form = { row, words, reason, button: t('send'), isUnderWay: false, onVote: () => undefined }
    // What will be asked can be read and tried before; nothing of it is sent.
    return <VoteForm {...form} />
  }
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
  const [isChanging, setChanging] = useState(false)
  const { progress, steps, cast, reset, voter, recorded } = useCast(row, title, () => done())
  const done = () => {
    reset()
    setChanging(false)
  }
  const again = () => {
    reset()
    setChanging(true)
  }
  if (progress === 'recorded' || progress === 'waiting') {
    return (
      <div className={layout['stack']}>
        {steps}
        {recorded?.voted && <Voted recorded={recorded} row={row} words={words} voter={voter} />}
        {row.canChange && progress === 'recorded' && (
          <div>
            <Button look="text" onClick={again}>
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
      isUnderWay={progress === 'under-way'}
      reason={isOfficer ? t('residentsOnly') : undefined}
      onVote={cast}
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
  const { answers } = recorded
  return (
    <div className={layout['stack']}>
      {answers === null ? (
        <Notice tone="success">
          <p>{t('votedHere', { count: row.shownFrom })}</p>
        </Notice>
      ) : (
        <Notice tone="success" title={t('votedTitle')}>
          <AnswerLines questions={row.questions} words={words} answers={answers} />
        </Notice>
      )}
      {voter !== undefined && (
        <div>
          {row.secrecy === 'anonymous' && (
            <p>
              {t('yourNumber')} <code>{voter}</code>
            </p>
          )}
          <ButtonLink look="tertiary" size="small" to={`/polls/${row.poll}/vote`} search={{ voter }}>
            {t('checkVote')}
          </ButtonLink>
        </div>
      )}
    </div>
  )
}

const Own = ({ row, words }: Pick<Asked, 'row' | 'words'>) => {
  const { voter, recorded } = useCast(row, '', () => undefined)
  return recorded?.voted ? <Voted recorded={recorded} row={row} words={words} voter={voter} /> : null
}
