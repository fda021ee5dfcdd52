/** How much people take part and how the city answers, each with the months behind it and the way to count it oneself. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { pathQuery } from '../../city/api.ts'
import { Card } from '../../kit/card.tsx'
import { ButtonLink } from '../../kit/button.tsx'
import { Section } from '../../kit/page.tsx'
import { ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { useFormat } from '../../texts/format.ts'
import { CardSkeletons } from './cards.tsx'
import styles from './home.module.css'
import { useTexts } from './texts.ts'

/** Of /api/statistics, what is shown here. */
interface Statistics {
  readonly proposals: {
    readonly total: number
    readonly supports: number
    readonly byMonth: readonly Month[]
  }
  readonly answers: {
    readonly inTime: number
    readonly late: number
    readonly overdue: number
    readonly waiting: number
  }
}

interface Month {
  readonly month: string
  readonly proposals: number
  readonly supports: number
}

const monthsMax = 12

export const Numbers = () => {
  const t = useTexts()
  const format = useFormat()
  const { data, error, refetch } = useQuery(pathQuery<Statistics>('/api/statistics'))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <CardSkeletons height="15rem" />
  const { proposals, answers } = data
  const months = proposals.byMonth.slice(-monthsMax)
  const answered = answers.inTime + answers.late
  const owed = answered + answers.overdue
  return (
    <Section
      title={t('numbers')}
      action={
        <ButtonLink to="/check" look="text">
          {t('check')}
        </ButtonLink>
      }
    >
      <div className={layout['cards']}>
        <Number title={t('proposals')} value={proposals.total}>
          <Months rows={months.map(({ month, proposals }) => [month, proposals])} />
        </Number>
        <Number title={t('supports')} value={proposals.supports}>
          <Months rows={months.map(({ month, supports }) => [month, supports])} />
        </Number>
        <Number title={t('answers')} value={answered}>
          {owed > 0 && <p>{t('inTime', { share: format.percent(answers.inTime / owed) })}</p>}
          <p className={layout['soft']}>{t('waiting', { count: answers.waiting + answers.overdue })}</p>
        </Number>
      </div>
    </Section>
  )
}

const Number = ({
  title,
  value,
  children,
}: {
  readonly title: string
  readonly value: number
  readonly children: ReactNode
}) => {
  const format = useFormat()
  return (
    <Card>
      <h3 className={layout['soft']}>{title}</h3>
      <p className={styles['number']}>{format.number(value)}</p>
      {children}
    </Card>
  )
}

/** A small chart by month; a screen reader hears its numbers. */
const Months = ({ rows }: { readonly rows: readonly (readonly [month: string, count: number])[] }) => {
  const t = useTexts()
  const most = Math.max(1, ...rows.map(([, count]) => count))
  const words = rows.map(([month, count]) => t('month', { month, count })).join(', ')
  return (
    <div className={styles['months']} role="img" aria-label={t('byMonth', { months: words })}>
      {rows.map(([month, count]) => (
        <span key={month} style={{ transform: `scaleY(${count / most})` }} />
      ))}
    </div>
  )
}
