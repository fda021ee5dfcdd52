import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { type Stop, Timeline } from '@maru/web/kit/timeline.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { type ParameterRow, useChanges, useSentence } from './data.ts'
import { useTexts } from './texts.ts'

/** What a number was, is and will be, with who set it. */
export const History = ({ row }: { readonly row: ParameterRow }) => {
  const t = useTexts()
  const format = useFormat()
  const pseudonym = usePseudonym()
  const sentence = useSentence()
  const { data: changes = [] } = useChanges()
  const { service, name, dated } = row
  const now = Date.now()
  const current = dated.findLastIndex(({ from }) => from <= now)
  const stops = dated.map(({ from, value }, index): Stop => {
    const change = changes.findLast(
      (each) => each.service === service && each.name === name && each.from === from,
    )
    return {
      id: String(from),
      state: index < current ? 'done' : index === current ? 'current' : 'coming',
      title: sentence({ service, name, value }),
      detail: (
        <p>
          {t('from', { date: format.date(from) })}
          {change && ` · ${t('setBy', { name: pseudonym(change.by), date: format.date(change.at) })}`}
        </p>
      ),
    }
  })
  return <Timeline stops={stops} label={t('history')} />
}
