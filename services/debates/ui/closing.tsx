/** Until when opinions count. */
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import type { DebateRow } from './data.ts'
import { useTexts } from './texts.ts'

const dayMs = 86_400_000

export const Closing = ({ row: { state, closes } }: { readonly row: DebateRow }) => {
  const t = useTexts()
  const format = useFormat()
  const date = format.date(closes)
  const days = Math.max(0, Math.floor((closes - Date.now()) / dayMs))
  return (
    <span className={layout['soft']}>
      {state === 'open' ? t('closes', { date, days }) : t('closed', { date })}
    </span>
  )
}
