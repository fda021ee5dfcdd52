/** When a poll opens, until when it takes votes, or when it was over. */
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import type { PollRow } from './data.ts'
import { useTexts } from './texts.ts'

const dayMs = 86_400_000

export const Closing = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  const format = useFormat()
  return <span className={layout['soft']}>{sentence()}</span>

  function sentence(): string {
    const { state, opens, closes, endedEarly } = row
    if (state === 'announced') return t('opens', { date: format.dateTime(opens) })
    if (state === 'withdrawn') return t('withdrawnOn', { date: format.date(endedEarly?.at ?? closes) })
    if (state === 'closed') return t('closedOn', { date: format.dateTime(endedEarly?.at ?? closes) })
    const days = Math.max(0, Math.floor((closes - Date.now()) / dayMs))
    return t('closes', { date: format.dateTime(closes), days })
  }
}
