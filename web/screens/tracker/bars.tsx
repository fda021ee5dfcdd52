/** A number for each span of time, as bars. Their numbers stand in a table. */
import styles from './tracker.module.css'

export const Bars = ({ values, label }: { readonly values: readonly number[]; readonly label: string }) => {
  const most = Math.max(1, ...values)
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['soft']}>{label}</figcaption>
      <svg
        className={styles['bars']}
        viewBox={`0 0 ${values.length * slot} ${height}`}
        role="img"
        aria-label={label}
        preserveAspectRatio="none"
      >
        {values.map((value, index) => {
          // What there is can be seen, however little it is.
          const tall = value === 0 ? 0 : Math.max(2, (height * value) / most)
          return (
            <rect
              key={index}
              className={styles['barOf']}
              x={index * slot + 1}
              y={height - tall}
              width={slot - 2}
              height={tall}
            />
          )
        })}
      </svg>
    </figure>
  )
}

const slot = 10
const height = 100
