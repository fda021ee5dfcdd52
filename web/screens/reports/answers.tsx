/** How the city answered: in time, late, or not yet, by department, with the days it took. */
import { useNameOf } from '../../city/city.ts'
import { useFormat } from '../../texts/format.ts'
import { Bars, Legend } from './bars.tsx'
import type { Outcomes, Statistics } from './data.ts'
import { Figure } from './figure.tsx'
import { useTexts } from './texts.ts'

const outcomes = ['inTime', 'late', 'overdue', 'waiting'] as const

const sumOf = (row: Outcomes): number => outcomes.reduce((sum, outcome) => sum + row[outcome], 0)

export const Answers = ({ answers }: { readonly answers: Statistics['answers'] }) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const { shareInTime, daysToAnswerMedian } = answers
  const days = (count: number | null): string => (count === null ? '–' : t('days', { count }))
  const rows = answers.byDepartment
    .map((row) => ({
      ...row,
      name:
        row.department === 'mayor' || row.department === 'unassigned'
          ? t(row.department)
          : nameOf('departments', row.department),
    }))
    .filter((row) => sumOf(row) > 0)
  return (
    <Figure
      title={t('answers')}
      lead={
        shareInTime === null || daysToAnswerMedian === null
          ? undefined
          : t('answersLead', { share: format.percent(shareInTime), days: daysToAnswerMedian })
      }
      rows={rows}
      keyOf={({ department }) => department}
      columns={[
        { id: 'department', title: t('department'), cell: ({ name }) => name },
        ...outcomes.map((outcome) => ({
          id: outcome,
          title: t(outcome),
          cell: (row: Outcomes) => format.number(row[outcome]),
          isNumber: true,
        })),
        {
          id: 'days',
          title: t('daysMedian'),
          cell: ({ daysToAnswerMedian }) => days(daysToAnswerMedian),
          isNumber: true,
        },
      ]}
    >
      <Legend parts={outcomes.map((id) => ({ id, name: t(id), value: answers[id] }))} />
      <Bars
        bars={rows.map((row) => ({
          id: row.department,
          name: row.name,
          parts: outcomes.map((id) => ({ id, value: row[id] })),
          said: outcomes
            .filter((id) => row[id] > 0)
            .map((id) => `${t(id)} ${format.number(row[id])}`)
            .join(', '),
        }))}
      />
    </Figure>
  )
}
