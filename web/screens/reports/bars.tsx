/** A number, or several that add up, for each of some names: the most at the top, each with its numbers in words. */
import { useFormat } from '../../texts/format.ts'
import { classes } from '../../kit/classes.ts'
import styles from './reports.module.css'

export interface Bar {
  readonly id: string
  readonly name: string
  readonly parts: readonly Part[]
  /** Beside the bar; left out, the sum. */
  readonly said?: string
}

interface Part {
  readonly id: PartId
  readonly value: number
}

/** Each has a pattern and a colour of its own. */
export type PartId = 'plain' | 'inTime' | 'late' | 'overdue' | 'waiting'

export const Bars = ({ bars }: { readonly bars: readonly Bar[] }) => {
  const format = useFormat()
  const sumOf = ({ parts }: Bar): number => parts.reduce((sum, { value }) => sum + value, 0)
  const sorted = bars.toSorted((a, b) => sumOf(b) - sumOf(a))
  const most = Math.max(1, ...bars.map(sumOf))
  return (
    <ul className={styles['bars']}>
      {sorted.map((bar) => (
        <li key={bar.id} className={styles['bar']}>
          <span>{bar.name}</span>
          <span className={styles['said']}>{bar.said ?? format.number(sumOf(bar))}</span>
          <span className={styles['track']}>
            {bar.parts
              .filter(({ value }) => value > 0)
              .map(({ id, value }) => (
                <span
                  key={id}
                  className={classes(styles['part'], styles[id])}
                  style={{ inlineSize: `${(100 * value) / most}%` }}
                />
              ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What each pattern stands for. */
export const Legend = ({
  parts,
}: {
  readonly parts: readonly { readonly id: PartId; readonly name: string; readonly value: number }[]
}) => {
  const format = useFormat()
  return (
    <ul className={styles['legend']}>
      {parts.map(({ id, name, value }) => (
        <li key={id}>
          <span className={classes(styles['swatch'], styles[id])} /> {name} {format.number(value)}
        </li>
      ))}
    </ul>
  )
}
