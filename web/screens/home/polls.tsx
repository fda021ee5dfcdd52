/**
 * Polls that are open, those first that close next. Of the screens of polls only the form of their rows is taken: what
 * those need to prove and to recount would be more than all of the first page.
 */
import type { PollWords } from '@maru/services/polls/content.ts'
import type { PollRow } from '@maru/services/polls/ui/data.ts'
import { useCityQuery } from '../../city/api.ts'
import { useText } from '../../city/text-of.ts'
import { LinkCard } from '../../kit/card.tsx'
import layout from '../../parts/layout.module.css'
import { useFormat } from '../../texts/format.ts'
import { Cards } from './cards.tsx'
import { useTexts } from './texts.ts'

export const Polls = ({ limit }: { readonly limit: number }) => {
  const t = useTexts()
  const answer = useCityQuery<{ readonly polls: readonly PollRow[] }>('polls', 'list', {
    sort: 'closing-soon',
    limit,
  })
  return (
    <Cards
      title={t('polls')}
      all={{ to: '/polls', search: { sort: 'closing-soon' } }}
      none={t('none')}
      answer={answer}
      height="12rem"
      cards={answer.data?.polls.map((row) => (
        <Poll key={row.poll} row={row} />
      ))}
    />
  )
}

const Poll = ({ row: { poll, content, asker, closes, voters } }: { readonly row: PollRow }) => {
  const t = useTexts()
  const format = useFormat()
  const { data: words } = useText<PollWords>(content)
  return (
    <LinkCard
      to={`/polls/${poll}`}
      level={3}
      title={words === undefined ? '…' : (words?.title ?? t('poll', { number: poll }))}
    >
      <p className={layout['soft']}>
        {t(`asker-${asker}`)} · {t('closes', { date: format.dateTime(closes) })} ·{' '}
        {t('voters', { count: voters })}
      </p>
    </LinkCard>
  )
}
