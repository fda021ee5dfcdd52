import { useParams } from '@tanstack/react-router'
import { ButtonLink } from '../../kit/button.tsx'
import { Page, Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { useServiceWords } from '../acts/service-words.ts'
import { ActList } from './act-list.tsx'
import type { Block, PlacedAct } from './blocks.ts'
import { Facts } from './facts.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { useBlock } from './use-log.ts'

/** One block: its acts, what fell due in it, and its seal. */
export const Screen = () => {
  const t = useTexts()
  const format = useFormat()
  const { height = '' }: { readonly height?: string } = useParams({ strict: false })
  const { data, error, refetch } = useBlock(Number(height))
  return (
    <Page
      title={t('blockNumber', { height: format.number(Number(height)) })}
      crumbs={[
        { label: t('title'), to: '/tracker' },
        { label: t('blocks'), to: '/tracker/blocks' },
      ]}
    >
      {error && data === undefined ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Skeleton lines={8} height="40rem" />
      ) : data === null ? (
        <EmptyState title={t('noBlock')}>
          <p>{t('noBlockHelp')}</p>
        </EmptyState>
      ) : (
        <Found {...data} />
      )}
    </Page>
  )
}

const Found = ({ block, acts }: { readonly block: Block; readonly acts: readonly PlacedAct[] }) => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const { height, time, sealIndex, stateRoot, timerEvents } = block
  return (
    <>
      <Facts
        facts={[
          [t('time'), format.clock(time)],
          [t('acts'), format.number(acts.length)],
          [t('seal'), format.number(sealIndex)],
          [t('stateRoot'), <code key="root">{stateRoot}</code>],
        ]}
      />
      <Section title={t('acts')}>
        {acts.length === 0 ? (
          <EmptyState title={t('noActs')} />
        ) : (
          <ActList acts={acts.map(({ index, act }) => ({ index, ...act }))} />
        )}
      </Section>
      {timerEvents.length > 0 && (
        <Section title={t('timers')}>
          <ul className={styles['acts']}>
            {timerEvents.map(([service, event, data]) => (
              <li key={`${service} ${event} ${JSON.stringify(data)}`}>
                {words.service(service)}: {words.event(service, event)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <div className={styles['buttons']}>
        {height > 0 && (
          <ButtonLink to={`/tracker/blocks/${height - 1}`} look="tertiary">
            {t('blockBefore')}
          </ButtonLink>
        )}
        <ButtonLink to={`/tracker/blocks/${height + 1}`} look="tertiary">
          {t('blockAfter')}
        </ButtonLink>
      </div>
    </>
  )
}
