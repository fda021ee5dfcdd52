/** The items of a queue, a page at a time: what is first to be done stands first. */
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useRoles } from '../../city/roles.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { useLanguage } from '../../texts/settings.ts'
import { useAsked } from './asked.ts'
import styles from './desk.module.css'
import { rowMark, showRow } from './keys.ts'
import type { Queue } from './queue.ts'
import { useTexts } from './texts.ts'

export const QueueList = ({
  queue,
  current,
}: {
  readonly queue: Queue
  /** The item that is open. */
  readonly current: string | undefined
}) => {
  const t = useTexts()
  const language = useLanguage()
  const { hasOwn, isMine } = useAsked(queue)
  const roles = useRoles() ?? []
  const mayBegin = queue.beginners?.some((role) => roles.includes(role)) !== false
  return (
    <section className={styles['list']} aria-label={queue.label[language]}>
      {hasOwn && (
        <nav aria-label={t('whose')} className={layout['chips']}>
          <Link
            to={`/desk/${queue.id}`}
            className={layout['chip']}
            aria-current={isMine ? 'true' : undefined}
          >
            {t('mine')}
          </Link>
          <Link
            to={`/desk/${queue.id}`}
            search={{ whose: 'all' }}
            className={layout['chip']}
            aria-current={isMine ? undefined : 'true'}
          >
            {t('all')}
          </Link>
        </nav>
      )}
      {queue.begins && mayBegin && (
        <div>
          <ButtonLink to={`/desk/${queue.id}/new`}>{queue.begins[language]}</ButtonLink>
        </div>
      )}
      <Items queue={queue} current={current} />
    </section>
  )
}

const Items = ({ queue, current }: { readonly queue: Queue; readonly current: string | undefined }) => {
  const t = useTexts()
  const { asked, search, cursor, isMine } = useAsked(queue)
  const { data, error, refetch } = queue.useItems({ ...asked, cursor })
  const [words, setWords] = useState('')
  const isThere = data !== undefined
  useEffect(() => {
    if (isThere && current !== undefined) showRow(current)
  }, [isThere, current])
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  const address = { to: `/desk/${queue.id}`, search }
  if (data.items.length === 0 && cursor === undefined && data.next === undefined) {
    return (
      <EmptyState title={t('nothing')}>
        <p>{t(isMine ? 'nothingMine' : 'nothingHelp')}</p>
      </EmptyState>
    )
  }
  const { Row, textOf } = queue
  const items = textOf ? data.items.filter((item) => isFound(textOf(item), words)) : data.items
  return (
    <>
      {textOf && (
        <TextField
          label={t('search')}
          type="search"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      )}
      {textOf && (
        <p role="status" className={words === '' ? 'visually-hidden' : layout['soft']}>
          {t('searchFound', { count: items.length })}
        </p>
      )}
      <ul className={styles['items']}>
        {items.map((item) => (
          <li key={item.id}>
            <Link
              to={`/desk/${queue.id}/${item.id}`}
              search={true}
              className={styles['item']}
              aria-current={item.id === current ? 'true' : undefined}
              {...rowMark(item.id)}
            >
              <Row item={item} />
            </Link>
          </li>
        ))}
      </ul>
      <Pagination
        first={cursor === undefined ? undefined : address}
        next={data.next === undefined ? undefined : { ...address, search: { ...search, cursor: data.next } }}
      />
    </>
  )
}

const isFound = (text: string, words: string): boolean =>
  text.toLowerCase().includes(words.trim().toLowerCase())
