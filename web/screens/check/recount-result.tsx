/** The city's figures beside one's own, and whether they are the same. */
import { Badge } from '../../kit/badge.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import styles from './check.module.css'
import type { Answer } from './messages.ts'
import { useTexts } from './texts.ts'

type Recounted = Extract<Answer, { kind: 'recounted' }>

export const RecountResult = ({
  figures,
  tallies,
  city,
  tookMs,
}: Recounted & { readonly tookMs: number }) => {
  const t = useTexts()
  const format = useFormat()
  const show = (value: number | string) => (typeof value === 'number' ? format.number(value) : shorten(value))
  const rows: readonly Figure[] = [
    { name: 'size', own: figures.size, city: city?.size },
    { name: 'height', own: figures.height, city: city?.height },
    { name: 'time', own: format.clock(figures.time), city: city && format.clock(city.time) },
    { name: 'proposals', own: tallies.proposals, city: city?.tallies.proposals },
    { name: 'supports', own: tallies.supports, city: city?.tallies.supports },
    { name: 'stateRoot', own: figures.stateRoot, city: city?.stateRoot },
    { name: 'transactions', own: figures.transactions },
    { name: 'accounts', own: figures.accounts },
  ]
  const isSame = !city?.difference && rows.every(({ own, city }) => city === undefined || own === city)
  const seconds = format.number(Math.max(1, Math.round(tookMs / 1000)))
  const size = format.number(figures.size)
  return (
    <>
      <Notice
        tone={isSame ? 'success' : 'danger'}
        title={t(isSame ? (city ? 'same' : 'whole') : 'different', { origin: figures.origin })}
        isUrgent
      >
        <p>{t(isSame ? 'sameHelp' : 'differentHelp', { size, seconds })}</p>
        {city?.difference && <p>{t('difference', { ...city.difference })}</p>}
      </Notice>
      <Table
        caption={t('figures')}
        isCaptionHidden
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { id: 'what', title: t('figure'), cell: (row) => <Name {...row} /> },
          {
            id: 'city',
            title: t('ofCity'),
            cell: ({ city }) => (city === undefined ? t('notSaid') : show(city)),
          },
          { id: 'mine', title: t('ofMine'), cell: ({ own }) => show(own) },
        ]}
      />
    </>
  )
}

interface Figure {
  readonly name:
    | 'size'
    | 'height'
    | 'time'
    | 'proposals'
    | 'supports'
    | 'stateRoot'
    | 'transactions'
    | 'accounts'
  readonly own: number | string
  /** Undefined where the city says nothing of it. */
  readonly city?: number | string | undefined
}

const Name = ({ name, own, city }: Figure) => {
  const t = useTexts()
  return (
    <span className={styles['figure']}>
      {t(`figure-${name}`)}
      {city !== undefined && (
        <span className={styles['whole']}>
          <Badge tone={own === city ? 'success' : 'danger'}>{t(own === city ? 'isSame' : 'isOther')}</Badge>
        </span>
      )}
    </span>
  )
}

/** Enough of a hash to compare by eye; all of it was compared. */
const shorten = (text: string): string =>
  /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 8)}…${text.slice(-8)}` : text
