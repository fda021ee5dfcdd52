/** Who runs the city together, whether it is halted, what is proposed and who approves, and what was decided. */
import { useGovernanceStatus, useIsGoverned } from '@maru/web/city/governed.ts'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Facts } from '@maru/web/screens/tracker/facts.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { ChangeCard } from './change-card.tsx'
import { useOpenChanges } from './data.ts'
import { History } from './history.tsx'
import { Institutions } from './institutions.tsx'
import { useTexts } from './texts.ts'
import { Validators } from './validators.tsx'

export const Screen = () => {
  const t = useTexts()
  const isGoverned = useIsGoverned()
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[{ label: t('tracker'), to: '/tracker' }]}>
      {isGoverned === undefined ? (
        <Skeleton lines={12} height="80rem" />
      ) : isGoverned ? (
        <Governed />
      ) : (
        <EmptyState title={t('alone')}>
          <p>{t('aloneHelp')}</p>
        </EmptyState>
      )}
    </Page>
  )
}

const Governed = () => {
  const t = useTexts()
  return (
    <>
      <Standing />
      <Section title={t('institutions')}>
        <Institutions />
      </Section>
      <Section title={t('validators')}>
        <Validators />
      </Section>
      <Section title={t('open')}>
        <OpenChanges />
      </Section>
      <Section title={t('history')}>
        <History />
      </Section>
    </>
  )
}

const Standing = () => {
  const t = useTexts()
  const format = useFormat()
  const { data, error, refetch } = useGovernanceStatus()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={4} height="16rem" />
  const all = data.institutions
  return (
    <>
      {data.isHalted && (
        <Notice tone="danger" title={t('halted')}>
          <p>
            {data.haltedSince === null
              ? t('haltedNow')
              : t('haltedSince', { time: format.dateTime(data.haltedSince) })}
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          [t('state'), t(data.isHalted ? 'stateHalted' : 'stateRunning')],
          [t('version'), format.number(data.version)],
          [t('height'), format.number(data.height)],
          [t('toChange'), t('neededOf', { needed: data.needed, all })],
          [t('toHalt'), t('neededOf', { needed: data.neededToHalt, all })],
        ]}
      />
    </>
  )
}

const OpenChanges = () => {
  const t = useTexts()
  const { data, error, refetch } = useOpenChanges()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={4} height="16rem" />
  if (data.changes.length === 0) return <p>{t('noneOpen')}</p>
  return (
    <div className={layout['stack']}>
      {data.changes.map((row) => (
        <ChangeCard key={row.change} row={row} />
      ))}
    </div>
  )
}
