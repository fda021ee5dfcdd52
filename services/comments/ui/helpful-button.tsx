/** Saying that a comment helped, or taking that back. */
import { usePerson } from '@maru/web/city/persons.ts'
import { useIsOfficer } from '@maru/web/city/roles.ts'
import { useAct } from '@maru/web/city/use-act.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Count } from '@maru/web/kit/count.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { type CommentRow, useMark } from './data.ts'
import { useTexts } from './texts.ts'

export const HelpfulButton = ({ row }: { readonly row: CommentRow }) => {
  const t = useTexts()
  const person = usePerson()
  const isOfficer = useIsOfficer()
  const { comment, service, number, author, helpful } = row
  const { data } = useMark(comment, person?.account)
  const { state, start } = useAct()
  const isMarked = data?.helpful === true
  const isUnderWay = state.step === 'signing' || state.step === 'sending'
  if (person?.account === author || isOfficer) return <span>{t('helpfulCount', { count: helpful })}</span>
  const send = () => {
    if (!person) return openWhoDialog()
    if (isUnderWay) return
    const action = isMarked ? 'unmark-helpful' : 'mark-helpful'
    void start({
      service: 'comments',
      action,
      input: { comment },
      about: `/${service}/${number}`,
      title: t(isMarked ? 'unmark' : 'helpful'),
    })
  }
  return (
    <>
      <Button look="tertiary" size="small" aria-pressed={isMarked} aria-busy={isUnderWay} onClick={send}>
        {t('helpful')} <Count value={helpful} />
      </Button>
      {state.step === 'failed' && <ErrorState error={state.error} onRetry={send} />}
      {state.step === 'waiting' && <span role="status">{t('waiting')}</span>}
    </>
  )
}
