/** What is hidden of a vote here, and what is not, in one sentence; behind it, all of it. */
import { Icon } from '@maru/web/kit/icon.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Link } from '@tanstack/react-router'
import type { PollRow } from './data.ts'
import styles from './polls.module.css'
import { useTexts } from './texts.ts'

export const SecrecyNote = ({ row: { secrecy } }: { readonly row: PollRow }) => {
  const t = useTexts()
  return (
    <p className={styles['secrecy']}>
      <Icon name="lock" />
      <span>
        {t(`hides-${secrecy}`)}{' '}
        <Link to="/help" hash="polls" className={layout['link']}>
          {t('hidesMore')}
        </Link>
      </span>
    </p>
  )
}
