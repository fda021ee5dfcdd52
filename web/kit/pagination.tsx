/** To the next page, and to the first: lists of the city are read by cursors, and each page has an address. */
import type { LinkProps } from '@tanstack/react-router'
import { useFrameTexts } from '../texts/frame.ts'
import { ButtonLink } from './button.tsx'
import styles from './pagination.module.css'

export const Pagination = ({
  first,
  next,
}: {
  /** Undefined on the first page. */
  readonly first: LinkProps | undefined
  /** Undefined on the last page. */
  readonly next: LinkProps | undefined
}) => {
  const t = useFrameTexts()
  if (!first && !next) return null
  return (
    <nav aria-label={t('pages')} className={styles['pagination']}>
      {first && (
        <ButtonLink {...first} look="tertiary">
          {t('firstPage')}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink {...next} look="tertiary">
          {t('nextPage')}
        </ButtonLink>
      )}
    </nav>
  )
}
