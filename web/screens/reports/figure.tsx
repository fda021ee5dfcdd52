/** A chart with its numbers in a table. Why charts are drawn here: docs/decisions/0020-charts-are-drawn-here.md. */
import type { ReactNode } from 'react'
import { Disclosure } from '../../kit/disclosure.tsx'
import { Section } from '../../kit/page.tsx'
import { type Column, Table } from '../../kit/table.tsx'
import layout from '../../parts/layout.module.css'
import styles from './reports.module.css'
import { useTexts } from './texts.ts'

export const Figure = <Row,>({
  title,
  lead,
  rows,
  columns,
  keyOf,
  children,
}: {
  readonly title: string
  /** What it shows, in one sentence with its most telling number. */
  readonly lead?: string | undefined
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string | number
  /** The chart. */
  readonly children: ReactNode
}) => {
  const t = useTexts()
  return (
    <div className={styles['figure']}>
      <Section title={title}>
        {lead !== undefined && <p>{lead}</p>}
        {rows.length === 0 ? (
          <p className={layout['soft']}>{t('nothing')}</p>
        ) : (
          <>
            {children}
            <div className={styles['table']}>
              <Disclosure title={t('asTable')}>
                <Table caption={title} columns={columns} rows={rows} keyOf={keyOf} isCaptionHidden />
              </Disclosure>
            </div>
          </>
        )}
      </Section>
    </div>
  )
}
