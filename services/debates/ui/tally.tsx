/** How many said what: in words and numbers, with bars beside them. */
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { sides } from './sides.ts'
import styles from './debates.module.css'
import type { DebateRow } from './data.ts'
import { useTexts } from './texts.ts'

export const Tally = ({ row }: { readonly row: DebateRow }) => {
  const t = useTexts()
  const format = useFormat()
  const { participants, shownFrom = 0 } = row
  if (row.for === null) {
    return (
      <div className={layout['stack']}>
        <p className={layout['strong']}>{t('participants', { count: participants })}</p>
        <p className={layout['soft']}>{t('fewer', { count: shownFrom })}</p>
      </div>
    )
  }
  return (
    <div className={layout['stack']}>
      <p className={layout['strong']}>{t('participants', { count: participants })}</p>
      <dl className={styles['tally']}>
        {sides.map((side) => {
          const count = row[side] ?? 0
          const share = participants === 0 ? 0 : count / participants
          return (
            <div key={side} className={styles['side']}>
              <dt>{t(side)}</dt>
              <dd className={styles['number']}>
                {format.number(count)} <span className={layout['soft']}>({format.percent(share)})</span>
              </dd>
              <dd className={styles['bar']} aria-hidden="true">
                <span className={styles[side]} style={{ transform: `scaleX(${share})` }} />
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
