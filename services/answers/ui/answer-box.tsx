/** An answer as residents see it; the desk shows it so before it is given. */
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import type { ReactNode } from 'react'
import type { Answer } from '../state.ts'
import { useTexts } from './texts.ts'

export const AnswerBox = ({
  decision,
  isAfterPoll,
  children,
}: {
  readonly decision: Answer['decision']
  /** It is taken on the result of a poll, and not on a proposal. */
  readonly isAfterPoll: boolean
  readonly children: ReactNode
}) => {
  const t = useTexts()
  return (
    <div className={layout['official']}>
      <p className={layout['strong']}>{t(`${isAfterPoll ? 'after' : 'decision'}-${decision}`)}</p>
      {children}
    </div>
  )
}

export const InterimBox = ({
  at,
  expected,
  children,
}: {
  readonly at: number
  /** Undefined while no day has been chosen. */
  readonly expected: number | undefined
  readonly children: ReactNode
}) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <Notice tone="information" title={t('interim', { date: format.date(at) })}>
      {children}
      {expected !== undefined && (
        <p className={layout['soft']}>{t('expected', { date: format.date(expected) })}</p>
      )}
    </Notice>
  )
}
