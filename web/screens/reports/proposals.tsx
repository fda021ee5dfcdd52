/** Proposals and supports: by month, by field, by district. */
import { useNameOf } from '../../city/city.ts'
import { Choices } from '../../kit/choices.tsx'
import { useFormat } from '../../texts/format.ts'
import { useState } from 'react'
import { Bars } from './bars.tsx'
import { Columns } from './columns.tsx'
import { type Statistics, withEveryMonth } from './data.ts'
import { Figure } from './figure.tsx'
import styles from './reports.module.css'
import { useTexts } from './texts.ts'

type Proposals = Statistics['proposals']

export const ProposalsByMonth = ({
  proposals: { byMonth, total, supports },
}: {
  readonly proposals: Proposals
}) => {
  const t = useTexts()
  const format = useFormat()
  const months = withEveryMonth(byMonth, { proposals: 0, supports: 0 })
  return (
    <Figure
      title={t('proposalsByMonth')}
      lead={t('proposalsLead', { proposals: format.number(total), supports: format.number(supports) })}
      rows={months}
      keyOf={({ month }) => month}
      columns={[
        { id: 'month', title: t('month'), cell: ({ month }) => month },
        {
          id: 'proposals',
          title: t('proposals'),
          cell: (row) => format.number(row.proposals),
          isNumber: true,
        },
        { id: 'supports', title: t('supports'), cell: (row) => format.number(row.supports), isNumber: true },
      ]}
    >
      <div className={styles['two']}>
        <Columns
          title={t('proposals')}
          months={months.map(({ month, proposals }) => ({ month, value: proposals }))}
        />
        <Columns
          title={t('supportsOfMonth')}
          months={months.map(({ month, supports }) => ({ month, value: supports }))}
        />
      </div>
    </Figure>
  )
}

export const ProposalsByPlace = ({ proposals }: { readonly proposals: Proposals }) => {
  const t = useTexts()
  const nameOf = useNameOf()
  return (
    <div className={styles['two']}>
      <ByName
        title={t('byField')}
        head={t('field')}
        rows={proposals.byField.map(({ field, ...row }) => ({
          ...row,
          id: field,
          name: nameOf('fields', field),
        }))}
      />
      <ByName
        title={t('byDistrict')}
        head={t('district')}
        rows={proposals.byDistrict.map(({ district, ...row }) => ({
          ...row,
          id: district,
          name: district === 'whole-city' ? t('wholeCity') : nameOf('districts', district),
        }))}
      />
    </div>
  )
}

const amounts = ['proposals', 'supports'] as const

const ByName = ({
  title,
  head,
  rows,
}: {
  readonly title: string
  readonly head: string
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly proposals: number
    readonly supports: number
  }[]
}) => {
  const t = useTexts()
  const format = useFormat()
  const [amount, setAmount] = useState<(typeof amounts)[number]>('proposals')
  return (
    <Figure
      title={title}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', title: head, cell: ({ name }) => name },
        {
          id: 'proposals',
          title: t('proposals'),
          cell: (row) => format.number(row.proposals),
          isNumber: true,
        },
        { id: 'supports', title: t('supports'), cell: (row) => format.number(row.supports), isNumber: true },
      ]}
    >
      <Choices
        legend={t('amount')}
        options={amounts.map((value) => ({ value, label: t(value) }))}
        value={amount}
        onChange={setAmount}
      />
      <Bars
        bars={rows.map((row) => ({
          id: row.id,
          name: row.name,
          parts: [{ id: 'plain', value: row[amount] }],
        }))}
      />
    </Figure>
  )
}
