import { usePerson } from '@maru/web/city/persons.ts'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { openStates } from './decision.ts'
import { Judge } from './judge.tsx'
import { useTexts } from './texts.ts'
import { useJudged } from './use-judged.ts'

/** Deciding about a text, or why this officer has nothing to decide. */
export const CaseWork = ({ id }: ItemProps) => {
  const t = useTexts()
  const person = usePerson()
  const { data: row, error, refetch } = useJudged(id)
  if (error && !row) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!row) return <Skeleton lines={8} height="40rem" />
  const state = openStates.find((each) => each === row.state)
  if (!state) {
    return (
      <Notice tone="neutral" title={t('over')}>
        <p>{t('overHelp')}</p>
      </Notice>
    )
  }
  // M8 and M10, said before the city would.
  const isOwn = row.author === person?.account
  const isSame = row.state === 'appealed' && row.hiddenBy === person?.account
  if (isOwn || isSame) {
    return (
      <Notice tone="neutral" title={t(isOwn ? 'own' : 'same')}>
        <p>{t(isOwn ? 'ownHelp' : 'sameHelp')}</p>
      </Notice>
    )
  }
  return <Judge key={state} row={row} state={state} />
}
