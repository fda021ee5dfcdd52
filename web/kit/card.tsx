/** A box that opens a page: the whole of it can be pressed, and its heading is the link. */
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './card.module.css'

export const LinkCard = ({
  title,
  above,
  children,
  ...link
}: LinkProps & {
  readonly title: ReactNode
  readonly above?: ReactNode
  readonly children?: ReactNode
}) => (
  <div className={styles['card']}>
    {above !== undefined && <div className={styles['above']}>{above}</div>}
    <h3 className={styles['title']}>
      <Link {...link} className={styles['link']}>
        {title}
      </Link>
    </h3>
    {children}
  </div>
)

/** A box that holds what belongs together. */
export const Card = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles['card']}>{children}</div>
)
