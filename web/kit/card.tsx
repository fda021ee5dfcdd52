/** A box that opens a page: the whole of it can be pressed, and its heading is the link. */
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { langOf } from '../texts/lang-of.ts'
import styles from './card.module.css'

export const LinkCard = ({
  title,
  above,
  level = 3,
  children,
  ...link
}: LinkProps & {
  /** Of its heading: 2 right under the page's own. */
  readonly level?: 2 | 3
  readonly title: ReactNode
  readonly above?: ReactNode
  readonly children?: ReactNode
}) => {
  const Heading = `h${level}` as const
  return (
    <div className={styles['card']}>
      {above !== undefined && <div className={styles['above']}>{above}</div>}
      <Heading className={styles['title']}>
        <Link
          {...link}
          className={styles['link']}
          lang={typeof title === 'string' ? langOf(title) : undefined}
        >
          {title}
        </Link>
      </Heading>
      {children}
    </div>
  )
}

/** A box that holds what belongs together. */
export const Card = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles['card']}>{children}</div>
)
