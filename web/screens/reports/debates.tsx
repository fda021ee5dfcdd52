/** Debates and how many took part, by the month in which they were opened. */
import { useFormat } from '../../texts/format.ts'
import { Columns } from './columns.tsx'
import { type Statistics, withEveryMonth } from './data.ts'
import { Figure } from './figure.tsx'
import styles from './reports.module.css'
import { useTexts } from './texts.ts'

export const Debates = ({ debates }: { readonly debates: Statistics['debates'] }) => {
  const t = useTexts()
  const format = useFormat()
  const months = withEveryMonth(debates.byMonth, { debates: 0, participants: 0 })
  const total = debates.byMonth.reduce((sum, row) => sum + row.debates, 0)
  return (
    <Figure
      title={t('debates')}
      lead={t('debatesLead', {
        debates: format.number(total),
        participants: format.number(debates.participants),
      })}
      rows={months}
      keyOf={({ month }) => month}
      columns={[
        { id: 'month', title: t('month'), cell: ({ month }) => month },
        {
          id: 'debates',
          title: t('debatesOpened'),
          cell: (row) => format.number(row.debates),
          isNumber: true,
        },
        {
          id: 'participants',
          title: t('participants'),
          cell: (row) => format.number(row.participants),
          isNumber: true,
        },
      ]}
    >
      <div className={styles['two']}>
        <Columns
          title={t('debatesOpened')}
          months={months.map(({ month, debates }) => ({ month, value: debates }))}
        />
        <Columns
          title={t('participants')}
          months={months.map(({ month, participants }) => ({ month, value: participants }))}
        />
      </div>
    </Figure>
  )
}
