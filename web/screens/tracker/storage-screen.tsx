/** The check of the disk, for operators and whoever else wants to know: what takes the room, and how long it lasts. */
import { Page, Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useServiceWords } from '../acts/service-words.ts'
import { SizeTable } from './size-table.tsx'
import { StorageAhead } from './storage-ahead.tsx'
import { Room } from './storage.tsx'
import { useTexts } from './texts.ts'
import { type Storage, useStorage } from './use-storage.ts'

export const Screen = () => {
  const t = useTexts()
  const { data, error, refetch } = useStorage()
  return (
    <Page
      title={t('room')}
      crumbs={[{ label: t('title'), to: '/tracker' }]}
      lead={<p>{t('roomHelp')}</p>}
      width="wide"
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={10} height="60rem" />
      ) : (
        <>
          <Room {...data} />
          <Section title={t('ahead')}>
            <StorageAhead {...data} />
          </Section>
          <Parts {...data} />
          <Services {...data} />
        </>
      )}
    </Page>
  )
}

const Parts = ({ parts = [] }: Storage) => {
  const t = useTexts()
  if (parts.length === 0) return null
  const nameOf = (part: string): string => {
    const text = partTexts[part]
    return text ? t(text) : part
  }
  return (
    <Section title={t('roomByPart')}>
      <p>{t('roomByPartHelp')}</p>
      <SizeTable
        caption={t('roomByPart')}
        nameTitle={t('part')}
        rows={parts.map(({ part, ...sizes }) => ({ id: part, name: nameOf(part), ...sizes }))}
      />
    </Section>
  )
}

const partTexts: { readonly [part: string]: Parameters<ReturnType<typeof useTexts>>[0] } = {
  journal: 'partJournal',
  log: 'partLog',
  state: 'partState',
  'read-model': 'partLists',
  content: 'partTexts',
  notices: 'partNotices',
  cometbft: 'partConsensus',
}

const Services = ({ services }: Storage) => {
  const t = useTexts()
  const words = useServiceWords()
  return (
    <Section title={t('roomByService')}>
      <p>{t('roomByServiceHelp')}</p>
      <SizeTable
        caption={t('roomByService')}
        nameTitle={t('service')}
        rows={services.map(({ service, ...sizes }) => ({
          id: service,
          name: service === 'kernel' ? t('seals') : words.service(service),
          ...sizes,
        }))}
      />
    </Section>
  )
}
