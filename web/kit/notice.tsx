/** Something the reader should know here: what it is, and what to do about it. */
import type { ReactNode } from 'react'
import { shapes, type Tone } from './badge.tsx'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import styles from './notice.module.css'

export const Notice = ({
  tone = 'information',
  icon,
  title,
  isUrgent,
  children,
}: {
  readonly tone?: Tone
  readonly icon?: IconName
  readonly title?: ReactNode
  /** Read out at once when it appears, as after something went wrong. */
  readonly isUrgent?: boolean
  readonly children?: ReactNode
}) => (
  <div className={classes(styles['notice'], styles[tone])} role={isUrgent ? 'alert' : undefined}>
    <Icon name={icon ?? shapes[tone]} />
    <div className={styles['words']}>
      {title !== undefined && <p className={styles['title']}>{title}</p>}
      {children}
    </div>
  </div>
)
