import { Badge } from '@maru/web/kit/badge.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useLanguage } from '@maru/web/texts/settings.ts'
import type { FacilityRow } from '../facilities.ts'
import { useTexts } from './texts.ts'

export interface FacilityOfQueue extends FacilityRow {
  readonly id: string
}

export const FacilityItem = ({ item }: { readonly item: FacilityOfQueue }) => (
  <>
    <span className={layout['strong']}>{item[useLanguage()]}</span>
    <span className={layout['row']}>
      <span className={layout['soft']}>{item.facility}</span>
      <OpenBadge row={item} />
    </span>
  </>
)

export const OpenBadge = ({ row: { closedAt } }: { readonly row: FacilityRow }) => {
  const t = useTexts()
  return (
    <Badge tone={closedAt === undefined ? 'success' : 'neutral'}>
      {t(closedAt === undefined ? 'facilityOpen' : 'facilityClosed')}
    </Badge>
  )
}
