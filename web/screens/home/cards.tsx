/** A few of a list, and the way to all of it. */
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import styles from './home.module.css'
import { useTexts } from './texts.ts'

export const Cards = ({
  title,
  all,
  none,
  answer: { error, refetch },
  cards,
  height,
}: {
  readonly title: string
  readonly all: LinkProps
  /** What is said where there are none. */
  readonly none: string
  readonly answer: { readonly error: unknown; readonly refetch: () => Promise<unknown> }
  /** Undefined until the city has answered. */
  readonly cards: readonly ReactNode[] | undefined
  /** Of a card, about. */
  readonly height: string
}) => {
  const t = useTexts()
  return (
    <Section
      title={title}
      action={
        <Link {...all} className={styles['all']}>
          {t('all')}
          <span className="visually-hidden">: {title}</span>
        </Link>
      }
    >
      {error && !cards ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !cards ? (
        <CardSkeletons height={height} />
      ) : cards.length === 0 ? (
        <EmptyState title={none} />
      ) : (
        <div className={layout['cards']}>{cards}</div>
      )}
    </Section>
  )
}

/** As many as will come, where they will stand. */
export const CardSkeletons = ({ height }: { readonly height: string }) => (
  <div className={layout['cards']}>
    {[1, 2, 3].map((number) => (
      <Skeleton key={number} height={height} />
    ))}
  </div>
)
