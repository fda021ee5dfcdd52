import { Badge } from '@maru/web/kit/badge.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { type ParameterRow, useSentence } from '../data.ts'
import { useTexts } from './texts.ts'

/** What counts now, and from when it is another. */
export const ParameterItem = ({ item }: { readonly item: ParameterRow }) => {
  const t = useTexts()
  const format = useFormat()
  const sentence = useSentence()
  const now = Date.now()
  const next = item.dated.find(({ from }) => from > now)
  return (
    <>
      <span className={layout['strong']}>{sentence(item)}</span>
      {next && (
        <Badge tone="information" icon="clock">
          {t('changesOn', { date: format.date(next.from) })}
        </Badge>
      )}
    </>
  )
}
