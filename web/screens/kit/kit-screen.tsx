import { useState } from 'react'
import { Badge, type Tone } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Disclosure } from '../../kit/disclosure.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Page, Section } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { Table } from '../../kit/table.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { Fields } from './fields.tsx'
import styles from './kit.module.css'
import { useTexts } from './texts.ts'

const tones: readonly Tone[] = ['neutral', 'information', 'success', 'warning', 'danger']

export const Screen = () => {
  const t = useTexts()
  const [count, setCount] = useState(63)
  const [tab, setTab] = useState<'tab-a' | 'tab-b'>('tab-a')
  const [isAsking, setAsking] = useState(false)
  const toneName = (tone: Tone) => t(tone === 'danger' ? 'danger-state' : tone)
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      <Section title={t('buttons')}>
        <div className={styles['row']}>
          {(['primary', 'secondary', 'tertiary', 'text', 'danger'] as const).map((look) => (
            <Button key={look} look={look}>
              {t(look)}
            </Button>
          ))}
          <Button look="primary" reason={t('offReason')}>
            {t('off')}
          </Button>
        </div>
      </Section>
      <Section title={t('states')}>
        <div className={styles['row']}>
          {tones.map((tone) => (
            <Badge key={tone} tone={tone}>
              {toneName(tone)}
            </Badge>
          ))}
        </div>
      </Section>
      <Section title={t('notices')}>
        {tones.map((tone) => (
          <Notice key={tone} tone={tone} title={`${toneName(tone)}: ${t('noticeTitle')}`}>
            <p>{t('noticeText')}</p>
          </Notice>
        ))}
        <ErrorState error={new TypeError()} onRetry={() => undefined} />
      </Section>
      <Fields />
      <Section title={t('progress')}>
        <Card>
          <Progress value={count} max={100} label={t('progress')}>
            <p>{t('progressText')}</p>
          </Progress>
          <div>
            <Button size="small" onClick={() => setCount(count + 1)}>
              {t('countUp')}
            </Button>
          </div>
        </Card>
      </Section>
      <Section title={t('timeline')}>
        <Timeline
          label={t('timeline')}
          stops={(['done', 'late', 'current', 'coming'] as const).map((state, index) => ({
            id: state,
            state,
            title: t('stop', { number: index + 1 }),
            detail: t('noticeText'),
          }))}
        />
      </Section>
      <Section title={t('tabs')}>
        <Tabs
          label={t('tabs')}
          selected={tab}
          onSelect={setTab}
          items={(['tab-a', 'tab-b'] as const).map((id) => ({
            id,
            label: t(id),
            content: <p>{t('tabText', { tab: t(id) })}</p>,
          }))}
        />
        <Disclosure title={t('disclosure')}>
          <p>{t('disclosureText')}</p>
        </Disclosure>
      </Section>
      <Section title={t('table')}>
        <Table
          caption={t('table')}
          isCaptionHidden
          rows={tones}
          keyOf={(tone) => tone}
          columns={[
            { id: 'name', title: t('column-name'), cell: toneName },
            { id: 'count', title: t('column-count'), isNumber: true, cell: (tone) => tone.length },
          ]}
        />
      </Section>
      <Section title={t('dialog')}>
        <div>
          <Button onClick={() => setAsking(true)}>{t('openDialog')}</Button>
        </div>
        {isAsking && (
          <Dialog title={t('dialog')} onClose={() => setAsking(false)}>
            <p>{t('dialogText')}</p>
          </Dialog>
        )}
      </Section>
      <Section title={t('waiting')}>
        <Skeleton lines={3} />
        <EmptyState title={t('empty')}>
          <p>{t('emptyHelp')}</p>
        </EmptyState>
      </Section>
    </Page>
  )
}
