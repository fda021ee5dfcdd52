/** Polls and how many voted, by the month in which they opened. */
import { useFormat } from '../../texts/format.ts'
import { Columns } from './columns.tsx'
import { type Statistics, withEveryMonth } from './data.ts'
import { Figure } from './figure.tsx'
import styles from './reports.module.css'
import { useTexts } from './texts.ts'

export const Polls = ({ polls: { total, voters, byMonth } }: { readonly polls: Statistics['polls'] }) => {
  const t = useTexts()
  const format = useFormat()
  const months = withEveryMonth(byMonth, { polls: 0, voters: 0 })
  return (
    <Figure
      title={t('polls')}
      lead={t('pollsLead', { polls: format.number(total), voters: format.number(voters) })}
      rows={months}
      keyOf={({ month }) => month}
      columns={[
        { id: 'month', title: t('month'), cell: ({ month }) => month },
        { id: 'polls', title: t('pollsOpened'), cell: (row) => format.number(row.polls), isNumber: true },
        { id: 'voters', title: t('voters'), cell: (row) => format.number(row.voters), isNumber: true },
      ]}
    >
      <div className={styles['two']}>
        <Columns
          title={t('pollsOpened')}
          months={months.map(({ month, polls }) => ({ month, value: polls }))}
        />
        <Columns title={t('voters')} months={months.map(({ month, voters }) => ({ month, value: voters }))} />
      </div>
    </Figure>
  )
}
