/** How many voted, while they do, and in which hours or days. */
import { onBlock } from '@maru/web/city/live.ts'
import { Count } from '@maru/web/kit/count.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Table } from '@maru/web/kit/table.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useEffect, useState } from 'react'
import { type PollRow, useTurnout } from './data.ts'
import styles from './polls.module.css'
import { useTexts } from './texts.ts'
import { type Span, spansOf } from './spans.ts'

export const Turnout = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  const format = useFormat()
  const voters = useLiveVoters(row)
  const { data } = useTurnout(row.poll)
  const size = row.eligible
  const spans = data ? spansOf(data.openedAt ?? row.opens, data.hours) : []
  return (
    <div className={layout['stack']}>
      <p className={layout['strong']}>
        {t('votedCount')} <Count value={voters} announcement={t('voters', { count: voters })} />
        {size !== undefined && size > 0 && (
          <span className={layout['soft']}>
            {' '}
            {t('ofMembers', { size: format.number(size), share: format.percent(voters / size) })}
          </span>
        )}
      </p>
      {row.canChange && row.changes > 0 && (
        <p className={layout['soft']}>{t('changes', { count: row.changes })}</p>
      )}
      {spans.length > 1 && <Chart spans={spans} />}
    </div>
  )
}

const labelsMax = 4

const Chart = ({ spans }: { readonly spans: readonly Span[] }) => {
  const t = useTexts()
  const format = useFormat()
  const most = Math.max(1, ...spans.map(({ voters }) => voters))
  const step = Math.ceil(spans.length / labelsMax)
  const nameOf = ({ from, isDay }: Span) => (isDay ? format.date(from) : format.dateTime(from))
  const shortOf = ({ from, isDay }: Span) => (isDay ? format.day(from) : format.time(from))
  const top = spans.find(({ voters }) => voters === most)
  return (
    <div className={layout['stack']}>
      <div
        className={styles['columns']}
        role="img"
        aria-label={t('turnoutSaid', { most: format.number(most), when: top ? nameOf(top) : '' })}
      >
        {spans.map((span) => (
          <span key={span.from} className={styles['column']}>
            <span style={{ blockSize: `${(100 * span.voters) / most}%` }} />
          </span>
        ))}
      </div>
      <div className={styles['times']} aria-hidden="true">
        {spans
          .filter((_, index) => index % step === 0)
          .map((span) => (
            <span key={span.from}>{shortOf(span)}</span>
          ))}
      </div>
      <Disclosure title={t('asTable')}>
        <Table
          caption={t('turnout')}
          isCaptionHidden
          rows={spans}
          keyOf={({ from }) => from}
          columns={[
            { id: 'when', title: t('when'), cell: nameOf },
            {
              id: 'voters',
              title: t('votedCount'),
              cell: ({ voters }) => format.number(voters),
              isNumber: true,
            },
          ]}
        />
      </Disclosure>
    </div>
  )
}

/** The count moves with the block that has the vote; the rest of the page is asked for again a little later. */
const useLiveVoters = ({ poll, voters }: PollRow): number => {
  const [live, setLive] = useState(voters)
  useEffect(
    () =>
      onBlock(({ transactions }) => {
        for (const { service, events } of transactions)
          for (const [event, data] of service === 'polls' ? (events ?? []) : [])
            if (event === 'voted' && data['poll'] === poll) setLive(Number(data['voters']))
      }),
    [poll],
  )
  return Math.max(live, voters)
}
