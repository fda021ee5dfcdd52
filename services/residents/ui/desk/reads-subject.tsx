/** Entries of the log of reads, of all or of one account, a page at a time. */
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { type Column, Table } from '@maru/web/kit/table.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { useState } from 'react'
import { useDoors } from '../doors.ts'
import { usePurpose } from '../use-purpose.ts'
import { useVaultQuery } from '../vault-query.ts'
import type { ReadPage, ReadOfAll } from './reads-csv.ts'
import { useTexts } from './texts.ts'

const pageSize = 50

export const ReadsSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const [before, setBefore] = useState<number>()
  const isAll = id === 'all'
  const { data: doors } = useDoors()
  const { data, error, refetch } = useVaultQuery<ReadPage>('list-reads', {
    limit: pageSize,
    ...(!isAll && { account: id }),
    ...(before !== undefined && { before }),
  })
  return (
    <div className={layout['stack']}>
      <h2>{isAll ? t('readsAll') : t('readsOf', { name: pseudonym(id) })}</h2>
      {doors?.desk === false ? (
        <EmptyState title={t('noVault')} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={10} height="40rem" />
      ) : (
        <>
          {!data.isWhole && (
            <Notice tone="danger" title={t('readsBroken')} isUrgent>
              <p>{t('readsBrokenHelp')}</p>
            </Notice>
          )}
          {data.reads.length === 0 ? <p>{t('readsNone')}</p> : <Entries reads={data.reads} />}
          <div className={layout['row']}>
            {before !== undefined && (
              <Button look="tertiary" onClick={() => setBefore(undefined)}>
                {t('readsNewest')}
              </Button>
            )}
            {data.next !== null && (
              <Button look="tertiary" onClick={() => setBefore(data.next ?? undefined)}>
                {t('readsOlder')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  )
}

const Entries = ({ reads }: { readonly reads: readonly ReadOfAll[] }) => {
  const t = useTexts()
  const format = useFormat()
  const pseudonym = usePseudonym()
  const wordsOf = usePurpose()
  const columns: readonly Column<ReadOfAll>[] = [
    { id: 'number', title: t('readNumber'), cell: ({ number }) => format.number(number) },
    { id: 'at', title: t('readAt'), cell: ({ at }) => format.clock(at) },
    { id: 'purpose', title: t('readPurpose'), cell: ({ purpose }) => wordsOf(purpose) },
    { id: 'by', title: t('readWho'), cell: ({ by, service }) => service ?? (by && pseudonym(by)) },
    {
      id: 'subject',
      title: t('readWhom'),
      cell: ({ subject }) => (subject ? <code>{subject.slice(0, 8)}</code> : t('readNobody')),
    },
    { id: 'from', title: t('readFrom'), cell: ({ from }) => from ?? '' },
  ]
  return (
    <Table
      caption={t('readsAll')}
      isCaptionHidden
      columns={columns}
      rows={reads}
      keyOf={({ number }) => number}
    />
  )
}
