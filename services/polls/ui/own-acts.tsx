/** What the resident who asked can do with a poll: end it with a reason, or take its words back. Others report it. */
import { usePerson } from '@maru/web/city/persons.ts'
import { ConfirmAct } from '@maru/web/parts/confirm-act.tsx'
import { ReportButton } from '@maru/web/parts/report.tsx'
import type { PollRow } from './data.ts'
import { useTexts } from './texts.ts'

/** The rules have the same list, beside code that no screen needs. */
export const endReasons = ['mistake', 'no-longer-needed', 'unlawful'] as const

export const OwnOrReport = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  const person = usePerson()
  const { poll, asker, author, state, erasedAt } = row
  const about = `/polls/${poll}`
  if (asker === 'city' || erasedAt !== undefined) return null
  if (person?.account !== author) return <ReportButton service="polls" number={poll} about={about} />
  const isAnnounced = state === 'announced'
  const end = t(isAnnounced ? 'withdraw' : 'end')
  return (
    <>
      <ConfirmAct
        isPossible={state === 'open' || isAnnounced}
        title={t(isAnnounced ? 'withdrawTitle' : 'endTitle')}
        what={t(isAnnounced ? 'withdrawWhat' : 'endWhat')}
        button={end}
        choice={{
          field: 'reason',
          legend: t('endReason'),
          options: endReasons.map((value) => ({ value, label: t(`reason-${value}`) })),
          missing: t('endReasonMissing'),
        }}
        wish={{ service: 'polls', action: 'end-poll', input: { poll }, about, title: end }}
      />
      <ConfirmAct
        title={t('eraseTitle')}
        what={t('eraseWhat')}
        button={t('erase')}
        wish={{ service: 'polls', action: 'erase-poll', input: { poll }, about, title: t('erase') }}
      />
    </>
  )
}
