/** A state: a word, a shape and a colour, each of which says it alone. */
import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'neutral' | 'information' | 'success' | 'warning' | 'danger'

export const shapes: { readonly [T in Tone]: IconName } = {
  neutral: 'circle',
  information: 'information',
  success: 'check',
  warning: 'triangle',
  danger: 'octagon',
}

export const Badge = ({
  tone = 'neutral',
  icon,
  children,
}: {
  readonly tone?: Tone
  readonly icon?: IconName
  readonly children: ReactNode
}) => (
  <span className={classes(styles['badge'], styles[tone])}>
    <Icon name={icon ?? shapes[tone]} />
    {children}
  </span>
)
