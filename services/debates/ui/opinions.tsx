/** What people said, newest first, a page at a time. */
import { usePerson } from '@maru/web/city/persons.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Badge } from '@maru/web/kit/badge.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { Pagination } from '@maru/web/kit/pagination.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { ConfirmAct } from '@maru/web/parts/confirm-act.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { ReportButton } from '@maru/web/parts/report.tsx'
import { Written } from '@maru/web/parts/written.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { useSearch } from '@tanstack/react-router'
import { type OpinionRow, pageSize, useOpinions } from './data.ts'
import styles from './debates.module.css'
import { useTexts } from './texts.ts'

export const Opinions = ({ debate }: { readonly debate: number }) => {
  const t = useTexts()
  const search: { readonly opinions?: number } = useSearch({ strict: false })
  const after = Number(search.opinions) || undefined
  const { data, error, refetch } = useOpinions(debate, after)
  const last = data?.opinions.length === pageSize ? data.opinions.at(-1)?.opinion : undefined
  const to = `/debates/${debate}`
  return (
    <Section title={t('opinions')}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={8} height="40rem" />
      ) : data.opinions.length === 0 ? (
        <EmptyState title={t('noOpinions')} />
      ) : (
        <ul>
          {data.opinions.map((row) => (
            <Opinion key={row.opinion} row={row} />
          ))}
        </ul>
      )}
      <Pagination
        first={after === undefined ? undefined : { to, search: {} }}
        next={last === undefined ? undefined : { to, search: { opinions: last } }}
      />
    </Section>
  )
}

const Opinion = ({ row }: { readonly row: OpinionRow }) => {
  const t = useTexts()
  const format = useFormat()
  const pseudonym = usePseudonym()
  const person = usePerson()
  const { opinion, debate, author, side, content, at, counts, erasedAt } = row
  const about = `/debates/${debate}`
  return (
    <li className={styles['opinion']}>
      <p className={layout['row']}>
        <Badge tone={side === 'for' ? 'information' : 'neutral'} icon={icons[side]}>
          {t(side)}
        </Badge>
        <span className={layout['soft']}>
          {pseudonym(author)} · {format.relative(at)}
          {!counts && ` · ${t('changedLater')}`}
        </span>
      </p>
      <Written content={content} isErased={erasedAt !== undefined} />
      <div className={layout['row']}>
        {person?.account === author ? (
          <ConfirmAct
            isPossible={erasedAt === undefined}
            title={t('eraseTitle')}
            what={t('eraseWhat')}
            button={t('erase')}
            wish={{
              service: 'debates',
              action: 'erase-opinion',
              input: { opinion },
              about,
              title: t('erase'),
            }}
          />
        ) : (
          erasedAt === undefined && <ReportButton service="debates" number={opinion} about={about} />
        )}
      </div>
    </li>
  )
}

const icons = { for: 'check', against: 'cross', other: 'circle' } as const
