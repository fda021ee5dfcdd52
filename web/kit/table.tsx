/** Rows and columns. Where the page is too narrow the table scrolls by itself, also by keyboard. */
import type { ReactNode } from 'react'
import styles from './table.module.css'
import { classes } from './classes.ts'

export interface Column<Row> {
  readonly id: string
  readonly title: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand at the right, digit under digit. */
  readonly isNumber?: boolean
}

export const Table = <Row,>({
  caption,
  columns,
  rows,
  keyOf,
  isCaptionHidden = false,
}: {
  readonly caption: string
  /** The first names the row. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string | number
  readonly isCaptionHidden?: boolean
}) => (
  <div className={styles['scroller']} role="region" aria-label={caption} tabIndex={0}>
    <table className={styles['table']}>
      <caption className={isCaptionHidden ? 'visually-hidden' : styles['caption']}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ id, title, isNumber }) => (
            <th key={id} scope="col" className={classes(styles['head'], isNumber && styles['number'])}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ id, cell, isNumber }, index) =>
              index === 0 ? (
                <th key={id} scope="row" className={classes(styles['cell'], isNumber && styles['number'])}>
                  {cell(row)}
                </th>
              ) : (
                <td key={id} className={classes(styles['cell'], isNumber && styles['number'])}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
