/** The staff desk: queues, the items of one of them, and one item with what is to be done. Each has its address. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { type Office, useRolesQuery } from '../../city/roles.ts'
import { Button } from '../../kit/button.tsx'
import { classes } from '../../kit/classes.ts'
import { Page } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useLanguage } from '../../texts/settings.ts'
import styles from './desk.module.css'
import { ItemView } from './item-view.tsx'
import { focusRow, useDeskKeys } from './keys.ts'
import { QueueList } from './queue-list.tsx'
import { QueueNav } from './queue-nav.tsx'
import { queueOf } from './queue.ts'
import { useTexts } from './texts.ts'
import { Visitor } from './visitor.tsx'

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }))

export const Screen = () => {
  const t = useTexts()
  const { data: roles, error, refetch } = useRolesQuery()
  if (roles?.length === 0) return <Visitor />
  if (roles) return <Desk roles={roles} />
  return (
    <Page title={t('title')} width="wide" crumbs={[]}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={10} height="60rem" />
      )}
    </Page>
  )
}

/** Where the keyboard was when somebody left an item or a queue: it goes on from there. */
let left: string | undefined

const Desk = ({ roles }: { readonly roles: readonly Office[] }) => {
  const t = useTexts()
  const language = useLanguage()
  const navigate = useNavigate()
  const params: { readonly queue?: string; readonly item?: string } = useParams({ strict: false })
  const { item } = params
  const queue = queueOf(params.queue)
  const opened = useRef<HTMLDivElement>(null)
  const [isHelpOpen, setHelpOpen] = useState(false)
  useEffect(() => {
    if (item !== undefined) opened.current?.focus({ preventScroll: true })
    else if (left !== undefined) focusRow(left)
    left = undefined
  }, [item])
  useDeskKeys({
    openId: item,
    leave: () => {
      left = item ?? params.queue
      if (item !== undefined) void navigate({ to: `/desk/${params.queue}`, search: true })
      else if (params.queue !== undefined) void navigate({ to: '/desk' })
    },
    help: () => setHelpOpen(true),
  })
  const isOurs = queue?.roles.some((role) => roles.includes(role)) === true
  const queues = <QueueNav key="queues" current={queue?.id} />
  // Beside an item, the items next to it are nearer than other queues.
  const items = queue && isOurs && <QueueList key={queue.id} queue={queue} current={item} />
  return (
    <Page
      title={queue && isOurs ? queue.label[language] : t('title')}
      width="wide"
      crumbs={crumbsOf()}
      lead={
        item === undefined && (
          <div className={styles['lead']}>
            <p>{queue && isOurs ? queue.help[language] : t('lead')}</p>
            <span className={styles['keys']}>
              <Button look="text" size="small" onClick={() => setHelpOpen(true)}>
                {t('keysTitle')} <kbd>?</kbd>
              </Button>
            </span>
          </div>
        )
      }
    >
      <div
        className={classes(
          styles['desk'],
          params.queue !== undefined && styles['inQueue'],
          item !== undefined && styles['inItem'],
        )}
      >
        {item === undefined ? [queues, items] : [items, queues]}
        {params.queue !== undefined && !isOurs && (
          <EmptyState title={t('noQueue')}>
            <p>{t('noQueueHelp')}</p>
          </EmptyState>
        )}
        {queue && isOurs && item !== undefined && <ItemView ref={opened} queue={queue} id={item} />}
      </div>
      {isHelpOpen && (
        <Suspense>
          <KeysDialog onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </Page>
  )

  function crumbsOf() {
    if (!isOurs) return []
    const desk = { label: t('title'), to: '/desk' }
    return item === undefined ? [desk] : [desk, { label: t('list'), to: `/desk/${params.queue}` }]
  }
}
