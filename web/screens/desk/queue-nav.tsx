import { Link } from '@tanstack/react-router'
import { Icon } from '../../kit/icon.tsx'
import { useFormat } from '../../texts/format.ts'
import { useLanguage } from '../../texts/settings.ts'
import { useRoles } from '../../city/roles.ts'
import { classes } from '../../kit/classes.ts'
import { useAsked } from './asked.ts'
import styles from './desk.module.css'
import { rowMark } from './keys.ts'
import { type Queue, queuesOf } from './queue.ts'
import { useTexts } from './texts.ts'

/** The queues of the officer's roles, each with its count. */
export const QueueNav = ({ current }: { readonly current: string | undefined }) => {
  const t = useTexts()
  const roles = useRoles() ?? []
  return (
    <nav aria-label={t('queues')} className={styles['nav']}>
      <ul>
        {queuesOf(roles).map((queue) => (
          <li key={queue.id}>
            <QueueLink queue={queue} current={current} />
          </li>
        ))}
      </ul>
      <p>
        <Link to="/reports" className={styles['queue']}>
          {t('reports')}
        </Link>
      </p>
    </nav>
  )
}

const QueueLink = ({ queue, current }: { readonly queue: Queue; readonly current: string | undefined }) => {
  const t = useTexts()
  const language = useLanguage()
  const format = useFormat()
  const { asked, search } = useAsked(queue)
  const count = queue.useCount?.(asked)
  return (
    <Link
      to={`/desk/${queue.id}`}
      search={search}
      className={styles['queue']}
      aria-current={queue.id === current ? 'page' : undefined}
      {...(current === undefined && rowMark(queue.id))}
    >
      <span>{queue.label[language]}</span>
      {count && (
        <span className={classes(styles['count'], count.isLate === true && styles['late'])}>
          {count.isLate === true && <Icon name="octagon" />}
          {format.number(count.count)}
          {count.isMore === true && '+'}
          <span className="visually-hidden"> {t('items')}</span>
        </span>
      )}
    </Link>
  )
}
