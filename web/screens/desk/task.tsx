/** The head of an item's work: what is to be done, by which rule, and until when. */
import type { ReactNode } from 'react'
import { Badge, type Tone } from '../../kit/badge.tsx'
import layout from '../../parts/layout.module.css'
import { useFormat } from '../../texts/format.ts'
import styles from './desk.module.css'
import { useTexts } from './texts.ts'

export const Task = ({
  title,
  rule,
  due,
  dueSoonDays,
  children,
}: {
  readonly title: string
  /** The rule in words, as an officer can tell a resident. */
  readonly rule: string
  /** Milliseconds since 1970; left out where there is no deadline. */
  readonly due?: number | undefined
  /** From so many days before the deadline on it is marked. */
  readonly dueSoonDays?: number | undefined
  readonly children: ReactNode
}) => (
  <div className={layout['stack']}>
    <h2 className={styles['taskTitle']}>{title}</h2>
    {due !== undefined && <DueBadge due={due} soonDays={dueSoonDays} isLong />}
    <p className={layout['soft']}>{rule}</p>
    {children}
  </div>
)

const dayMs = 86_400_000

/** Days that are left or over, with a mark when they are few. */
export const DueBadge = ({
  due,
  soonDays = 3,
  isLong = false,
}: {
  readonly due: number
  readonly soonDays?: number | undefined
  /** With the date. */
  readonly isLong?: boolean
}) => {
  const t = useTexts()
  const format = useFormat()
  const left = due - Date.now()
  const isLate = left <= 0
  const tone: Tone = isLate ? 'danger' : left < soonDays * dayMs ? 'warning' : 'neutral'
  // A begun day late counts whole, as the rules have it.
  const days = isLate ? Math.floor(-left / dayMs) + 1 : Math.floor(left / dayMs)
  return (
    <div className={layout['row']}>
      <Badge tone={tone} icon={isLate ? 'octagon' : 'clock'}>
        {t(isLate ? 'daysLate' : 'daysLeft', { days })}
      </Badge>
      {isLong && <span className={layout['soft']}>{t('dueOn', { date: format.dateTime(due) })}</span>}
    </div>
  )
}

/** What residents will see, beside what is being written. */
export const Preview = ({ children }: { readonly children: ReactNode }) => {
  const t = useTexts()
  return (
    <section className={styles['preview']} aria-label={t('preview')}>
      <p className={layout['strong']}>{t('preview')}</p>
      {children}
    </section>
  )
}
