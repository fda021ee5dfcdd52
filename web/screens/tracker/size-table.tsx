/** What takes the room: each with its size as a bar and in numbers, and what it grew by. */
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { bytesWithUnit } from './bytes.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'

export interface Sized {
  readonly id: string
  readonly name: string
  readonly bytes: number
  /** Absent as long as nobody has looked for so many days. */
  readonly bytes7Days?: number
  readonly bytes30Days?: number
}

export const SizeTable = ({
  caption,
  nameTitle,
  rows,
}: {
  readonly caption: string
  readonly nameTitle: string
  readonly rows: readonly Sized[]
}) => {
  const t = useTexts()
  const format = useFormat()
  const size = (bytes: number): string => bytesWithUnit(bytes, format.number)
  const growth = (bytes: number | undefined): string =>
    bytes === undefined ? t('notKnown') : `${bytes < 0 ? '−' : '+'}${size(Math.abs(bytes))}`
  const most = Math.max(1, ...rows.map(({ bytes }) => bytes))
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'name',
          title: nameTitle,
          cell: ({ name, bytes }) => (
            <>
              {name}
              <span className={styles['bar']} style={{ inlineSize: `${(100 * bytes) / most}%` }} />
            </>
          ),
        },
        { id: 'bytes', title: t('bytesTitle'), cell: ({ bytes }) => size(bytes), isNumber: true },
        {
          id: 'week',
          title: t('lastDays', { days: 7 }),
          cell: ({ bytes7Days }) => growth(bytes7Days),
          isNumber: true,
        },
        {
          id: 'month',
          title: t('lastDays', { days: 30 }),
          cell: ({ bytes30Days }) => growth(bytes30Days),
          isNumber: true,
        },
      ]}
    />
  )
}
