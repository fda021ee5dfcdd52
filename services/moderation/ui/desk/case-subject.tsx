import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { Link } from '@tanstack/react-router'
import { CaseText } from '../case-text.tsx'
import { type JudgedRow, useCasesOfAuthor } from '../data.ts'
import { History } from '../history.tsx'
import styles from '../moderation.module.css'
import { StateBadge } from '../state-badge.tsx'
import { useWords } from '../words.ts'
import { useTexts } from './texts.ts'
import { useJudged } from './use-judged.ts'

/** The text, what was done about it, and what was done about others of the same account. */
export const CaseSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  const { data: row, error, refetch } = useJudged(id)
  if (error && !row) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!row) return <Skeleton lines={10} height="40rem" />
  return (
    <>
      <div className={layout['stack']}>
        {row.state !== 'unreported' && (
          <p className={layout['row']}>
            <StateBadge state={row.state} />
          </p>
        )}
        <h2>{row.case === 0 ? t('unreported') : t('caseTitle', { number: row.case })}</h2>
        <CaseText row={row} />
      </div>
      {row.case > 0 && (
        <section>
          <h3>{t('history')}</h3>
          <History row={row} />
        </section>
      )}
      <Earlier row={row} />
    </>
  )
}

const shownMax = 10

const Earlier = ({ row }: { readonly row: JudgedRow }) => {
  const t = useTexts()
  const words = useWords()
  const format = useFormat()
  const { data } = useCasesOfAuthor(row.author)
  const others = data?.cases.filter((other) => other.case !== row.case)
  return (
    <section className={layout['stack']}>
      <h3>{t('earlier')}</h3>
      {!others ? (
        <Skeleton lines={2} />
      ) : others.length === 0 ? (
        <p className={layout['soft']}>{t('earlierNone')}</p>
      ) : (
        <ul>
          {others.slice(0, shownMax).map((other) => (
            <li key={other.case} className={layout['row']}>
              <span className={styles['links']}>
                <Link to={`/moderation/${other.case}`}>
                  {t('earlierCase', { kind: words[other.service], number: other.case })}
                </Link>
              </span>
              <StateBadge state={other.state} />
              <span className={layout['soft']}>
                {other.rule && `${words[other.rule]} · `}
                {format.date(other.openedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
