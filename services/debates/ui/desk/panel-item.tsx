import { useCityQuery } from '@maru/web/city/api.ts'
import { useNameOf } from '@maru/web/city/city.ts'
import layout from '@maru/web/parts/layout.module.css'
import { Parts } from '@maru/web/parts/parts.tsx'
import { useSubject } from '@maru/web/parts/subject.ts'
import type { ItemProps, QueueItem } from '@maru/web/screens/desk/queue.ts'
import { useTexts } from './texts.ts'

interface Proposal {
  readonly field: string
  readonly supports: number
}

/** A proposal that a department has to answer, and that the panel may bring into debate. */
export const PanelRow = ({ item }: { readonly item: QueueItem }) => {
  const t = useTexts()
  const nameOf = useNameOf()
  const proposal = Number(item.id)
  const title = useSubject({ proposal })
  const { data } = useCityQuery<Proposal>('proposals', 'proposal', { proposal })
  return (
    <>
      <span className={layout['strong']}>
        {title === undefined ? '…' : (title ?? t('noTitle', { number: proposal }))}
      </span>
      <span className={layout['soft']}>
        {data ? `${nameOf('fields', data.field)} · ${t('supports', { count: data.supports })}` : '…'}
      </span>
    </>
  )
}

export const PanelSubject = ({ id }: ItemProps) => (
  <>
    <Parts on="proposal-itself" number={Number(id)} />
    <Parts on="proposal" number={Number(id)} />
  </>
)
