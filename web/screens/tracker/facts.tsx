import type { ReactNode } from 'react'
import styles from './tracker.module.css'

/** Names and values, beside each other where there is room. */
export const Facts = ({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[]
}) => (
  <dl className={styles['facts']}>
    {facts.map(([name, value]) => (
      <div key={name} className={styles['fact']}>
        <dt className={styles['soft']}>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
