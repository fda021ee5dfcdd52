/** The way to this page. On a phone only the last step back is shown. */
import { Link, type LinkProps } from '@tanstack/react-router'
import { useFrameTexts } from '../texts/frame.ts'
import { Icon } from './icon.tsx'
import styles from './breadcrumb.module.css'

export interface Crumb {
  readonly label: string
  readonly to: NonNullable<LinkProps['to']>
}

export const Breadcrumb = ({
  crumbs,
  here,
}: {
  readonly crumbs: readonly Crumb[]
  readonly here: string
}) => {
  const t = useFrameTexts()
  const all: readonly Crumb[] = [{ label: t('home'), to: '/' }, ...crumbs]
  return (
    <nav aria-label={t('breadcrumb')}>
      <ol className={styles['crumbs']}>
        {all.map(({ label, to }) => (
          <li key={to} className={styles['crumb']}>
            <Link to={to} className={styles['link']}>
              <span className={styles['back']}>
                <Icon name="left" />
              </span>
              {label}
            </Link>
            <span className={styles['next']}>
              <Icon name="right" />
            </span>
          </li>
        ))}
        <li className={styles['here']} aria-current="page">
          {here}
        </li>
      </ol>
    </nav>
  )
}
