/** What has happened, what is happening and what comes next, from the top. */
import type { ReactNode } from 'react'
import styles from './timeline.module.css'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import { useFrameTexts } from '../texts/frame.ts'

export interface Stop {
  readonly id: string
  readonly title: ReactNode
  /** `late` is a current one that should be over. */
  readonly state: 'done' | 'current' | 'late' | 'coming'
  readonly detail?: ReactNode
}

/** What is to come is an empty circle. */
const icons = { done: 'check', current: 'clock', late: 'octagon' } as const

export const Timeline = ({ stops, label }: { readonly stops: readonly Stop[]; readonly label: string }) => {
  const t = useFrameTexts()
  return (
    <ol className={styles['timeline']} aria-label={label}>
      {stops.map(({ id, title, state, detail }) => (
        <li
          key={id}
          className={classes(styles['stop'], styles[state])}
          aria-current={state === 'current' || state === 'late' ? 'step' : undefined}
        >
          <span className={styles['mark']}>{state !== 'coming' && <Icon name={icons[state]} />}</span>
          <div>
            <p className={styles['title']}>
              {title}
              <span className="visually-hidden"> ({t(`stop-${state}`)})</span>
            </p>
            {detail !== undefined && <div className={styles['detail']}>{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
