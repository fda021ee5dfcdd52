import { useCity } from '@maru/web/city/city.ts'
import { Timeline, type Stop } from '@maru/web/kit/timeline.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { type ProposalRow, useOwed } from './data.ts'
import { daysOver } from './days.ts'
import { useTexts } from './texts.ts'

/** What a proposal has behind it and before it. */
export const ProposalWay = ({ row: { proposal, openedAt, reached } }: { readonly row: ProposalRow }) => {
  const t = useTexts()
  const format = useFormat()
  const { data: city } = useCity()
  const { data: owed } = useOwed(proposal)
  const numbers = city?.parameters['proposals']
  const stops: Stop[] = [
    { id: 'proposed', state: 'done', title: t('stop-proposed'), detail: format.date(openedAt) },
  ]
  for (const threshold of ['assignment', 'debate'] as const) {
    const at = reached[threshold]
    const count = numbers?.[threshold === 'assignment' ? 'supportsForAssignment' : 'supportsForDebate'] ?? 0
    if (at === undefined && count === 0) continue
    stops.push({
      id: threshold,
      state: at === undefined ? 'coming' : 'done',
      title: t(`stop-${threshold}`, { count }),
      detail: at === undefined ? undefined : format.date(at),
    })
  }
  for (const { duty, due, answer } of owed?.duties ?? []) {
    const date = format.date(answer?.at ?? due)
    const isLate = answer === undefined && due < Date.now()
    stops.push({
      id: `duty-${duty}`,
      state: answer ? 'done' : isLate ? 'late' : 'current',
      title: t('stop-answer'),
      detail: answer
        ? t('stop-answered', { date })
        : isLate
          ? t('stop-answer-late', { date, days: daysOver(due) })
          : t('stop-answer-due', { date }),
    })
  }
  return <Timeline stops={stops} label={t('timeline')} />
}
