/** How a poll stands or ended: a chart for each question, the same as files, and the ways to check that it is right. */
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { lazy, Suspense, useState } from 'react'
import type { PollWords } from '../content.ts'
import type { PollRow } from './data.ts'
import { QuestionResult } from './question-result.tsx'
import { useTexts } from './texts.ts'

const RecountPoll = lazy(async () => ({ default: (await import('./recount-poll.tsx')).RecountPoll }))

export const Results = ({
  row,
  words,
}: {
  readonly row: PollRow
  /** Null when they are not shown any more; then options have their numbers only. */
  readonly words: PollWords | null
}) => {
  const t = useTexts()
  const { state, tally, questions } = row
  if (state === 'announced' || state === 'withdrawn') return null
  return (
    <Section title={t(state === 'open' ? 'standing' : 'result')}>
      {tally === null ? (
        <p>{t('fewer', { count: row.shownFrom })}</p>
      ) : (
        <>
          {questions.map((question, index) => (
            <QuestionResult
              key={index}
              number={index + 1}
              isOnly={questions.length === 1}
              question={question}
              words={words?.questions[index]}
              tally={tally[index] ?? { answered: 0, counts: [] }}
            />
          ))}
          <p className={layout['row']}>
            <a className={layout['link']} href={`/api/open-data/poll-results/${row.poll}.csv`} download>
              {t('asCsv')}
            </a>
            <a className={layout['link']} href={`/api/open-data/poll-results/${row.poll}.jsonl`} download>
              {t('asJson')}
            </a>
          </p>
        </>
      )}
    </Section>
  )
}

/** The ways to find out that a result is right. */
export const Check = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  if (row.state === 'announced' || row.state === 'withdrawn') return null
  return (
    <Section title={t('check')}>
      <p>{t('checkHelp')}</p>
      <Checking row={row} />
    </Section>
  )
}

const Checking = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  const [isCounting, setCounting] = useState(false)
  return (
    <div className={layout['stack']}>
      <div className={layout['row']}>
        {!isCounting && <Button onClick={() => setCounting(true)}>{t('recount')}</Button>}
        <ButtonLink look="tertiary" to={`/polls/${row.poll}/vote`}>
          {t('checkVote')}
        </ButtonLink>
        {row.state === 'closed' && row.tally !== null && (
          <a className={layout['link']} href={`/api/evidence/polls/${row.poll}`} download>
            {t('evidence')}
          </a>
        )}
      </div>
      {isCounting && (
        <Suspense fallback={<Skeleton lines={3} />}>
          <RecountPoll poll={row.poll} onDone={() => setCounting(false)} />
        </Suspense>
      )}
    </div>
  )
}
