/** Counting the whole record again in this browser, and what came of one poll beside what the city says of it. */
import { useCity } from '@maru/web/city/city.ts'
import { announce } from '@maru/web/kit/announcer.tsx'
import { Badge } from '@maru/web/kit/badge.tsx'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Table } from '@maru/web/kit/table.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { recountInWorker } from '@maru/web/screens/check/in-worker.ts'
import type { Answer, PollFigure, PollFigures } from '@maru/web/screens/check/messages.ts'
import { type Progress, RecountProgress } from '@maru/web/screens/check/recount-progress.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { useEffect, useState } from 'react'
import { useTexts } from './texts.ts'

type State = ({ readonly state: 'running' } & Progress) | { readonly state: 'done'; readonly answer: Answer }

export const RecountPoll = ({ poll, onDone }: { readonly poll: number; readonly onDone: () => void }) => {
  const t = useTexts()
  const { data: city } = useCity()
  const vkey = city?.vkey
  const [state, setState] = useState<State>({
    state: 'running',
    done: 0,
    size: 0,
    startedAt: performance.now(),
  })
  useEffect(() => {
    if (vkey === undefined) return undefined
    const controller = new AbortController()
    const startedAt = performance.now()
    const tell = (done: number, size: number) => setState({ state: 'running', done, size, startedAt })
    void recountInWorker({ server: location.origin }, vkey, tell, controller.signal, poll)
      .catch((error: unknown): Answer => ({ kind: 'failed', message: String(error) }))
      .then((answer) => {
        if (controller.signal.aborted) return
        setState({ state: 'done', answer })
        announce(t('recountDone'))
      })
    return () => controller.abort()
  }, [vkey, poll])
  if (state.state === 'running') return <RecountProgress {...state} onStop={onDone} />
  return (
    <div className={layout['stack']}>
      <Outcome answer={state.answer} />
      <div>
        <Button look="text" onClick={onDone}>
          {t('recountClose')}
        </Button>
      </div>
    </div>
  )
}

const Outcome = ({ answer }: { readonly answer: Answer }) => {
  const t = useTexts()
  if (answer.kind === 'problem') {
    return (
      <Notice tone="danger" title={t('recountWrong')} isUrgent>
        <p>{t('recountWrongHelp')}</p>
        <code>{`${answer.problem.code}: ${answer.problem.message}`}</code>
      </Notice>
    )
  }
  if (answer.kind !== 'recounted' || !answer.poll) {
    return (
      <Notice tone="warning" title={t('recountFailed')} isUrgent>
        <p>{answer.kind === 'failed' ? answer.message : answer.kind}</p>
      </Notice>
    )
  }
  return <Compared poll={answer.poll} size={answer.figures.size} />
}

const Compared = ({ poll: { log, city }, size }: { readonly poll: PollFigures; readonly size: number }) => {
  const t = useTexts()
  const format = useFormat()
  const isSame = JSON.stringify(log) === JSON.stringify(city)
  const rows = rowsOf(city, log)
  return (
    <>
      <Notice
        tone={isSame ? 'success' : city ? 'danger' : 'warning'}
        title={t(isSame ? 'recountSame' : city ? 'recountDifferent' : 'recountAlone')}
        isUrgent
      >
        <p>{t('recountHelp', { size: format.number(size) })}</p>
      </Notice>
      <Table
        caption={t('recountFigures')}
        isCaptionHidden
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'what',
            title: t('figure'),
            cell: ({ question, own, said }) => (
              <>
                {question === 0 ? t('votedCount') : t('questionNumber', { number: question })}{' '}
                {said !== undefined && (
                  <Badge tone={own === said ? 'success' : 'danger'}>
                    {t(own === said ? 'isSame' : 'isOther')}
                  </Badge>
                )}
              </>
            ),
          },
          { id: 'city', title: t('ofCity'), cell: ({ said }) => said ?? t('notSaid') },
          { id: 'mine', title: t('ofMine'), cell: ({ own }) => own ?? t('notSaid') },
        ]}
      />
    </>
  )
}

/** How many voted, as question 0, and then each question with the numbers of its options. */
const rowsOf = (city: PollFigure | undefined, log: PollFigure | undefined) => {
  const linesOf = (figure: PollFigure | undefined): readonly string[] =>
    figure ? [String(figure.voters), ...(figure.tally ?? []).map(({ counts }) => counts.join(' · '))] : []
  const [said, own] = [linesOf(city), linesOf(log)]
  return Array.from({ length: Math.max(said.length, own.length) }, (_, question) => ({
    id: question,
    question,
    said: said[question],
    own: own[question],
  }))
}
