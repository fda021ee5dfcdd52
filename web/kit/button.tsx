/**
 * A button, and a link that looks like one. The browser's own elements have the whole behaviour. A button that cannot
 * be pressed now stays reachable and says why beside it: give `reason` instead of `disabled`.
 */
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import styles from './button.module.css'
import { classes } from './classes.ts'

interface Look {
  readonly look?: 'primary' | 'secondary' | 'tertiary' | 'text' | 'danger'
  readonly size?: 'small' | 'medium' | 'large'
  /** As wide as its place. */
  readonly wide?: boolean
}

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
    /** Why it cannot be pressed now; shown under it. */
    readonly reason?: ReactNode
  }

export const Button = ({
  look,
  size,
  wide,
  reason,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) => {
  const id = useId()
  const isOff = reason !== undefined && reason !== false
  const button = (
    <button
      {...rest}
      type={type}
      className={classes(buttonClasses({ look, size, wide }), className)}
      aria-disabled={isOff || undefined}
      aria-describedby={isOff ? id : rest['aria-describedby']}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
    />
  )
  if (!isOff) return button
  return (
    <span className={classes(styles['withReason'], wide && styles['wide'])}>
      {button}
      <span className={styles['reason']} id={id}>
        {reason}
      </span>
    </span>
  )
}

export const ButtonLink = ({
  look,
  size,
  wide,
  ...rest
}: Look & LinkProps & { readonly children: ReactNode }) => (
  <Link {...rest} className={buttonClasses({ look, size, wide })} />
)

const buttonClasses = ({
  look = 'secondary',
  size = 'medium',
  wide,
}: Partial<{ [K in keyof Look]: Look[K] | undefined }>): string =>
  classes(styles['button'], styles[look], styles[size], wide && styles['wide'])
