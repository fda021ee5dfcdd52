/** Supporting a proposal: one press, what is happening, and the receipt. It can be taken back. */
import { usePerson } from '@maru/web/city/persons.ts'
import { useIsOfficer } from '@maru/web/city/roles.ts'
import { useAct } from '@maru/web/city/use-act.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Count } from '@maru/web/kit/count.tsx'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { MemberSupport } from './member-support.tsx'
import { type ProposalRow, useSupport } from './data.ts'
import { useTexts } from './texts.ts'

export const Support = ({ row, title }: { readonly row: ProposalRow; readonly title: string }) => {
  const t = useTexts()
  const person = usePerson()
  const isOfficer = useIsOfficer()
  const { proposal, state, joinedTo, erasedAt } = row
  const { data: support } = useSupport(proposal, person?.account)
  const { state: progress, start, reset } = useAct()
  const isUnderWay = progress.step === 'signing' || progress.step === 'sending'
  const supports = support?.supports === true
  const takesSupports =
    erasedAt === undefined && (state === 'open' || state === 'needs-assignment' || state === 'debate')

  const send = (action: 'support-proposal' | 'withdraw-support' | 'move-support') => {
    if (!person) return openWhoDialog()
    if (isUnderWay) return
    const input = action === 'move-support' ? { from: proposal, to: joinedTo ?? 0 } : { proposal }
    void start({ service: 'proposals', action, input, about: `/proposals/${proposal}`, title })
  }

  if (joinedTo !== undefined) {
    return (
      <>
        <p>{t('joinedReason')}</p>
        {supports && (
          <Button
            look="primary"
            size="large"
            wide
            onClick={() => send('move-support')}
            aria-busy={isUnderWay}
          >
            {t('moveSupport')}
          </Button>
        )}
        <ButtonLink to={`/proposals/${joinedTo}`} wide>
          {t('toJoined')}
        </ButtonLink>
        <ActSteps state={progress} onDone={reset} onRetry={() => send('move-support')} />
      </>
    )
  }
  if (row.members)
    return <MemberSupport row={row} members={row.members} title={title} takesSupports={takesSupports} />
  const reason = !takesSupports ? t('closedReason') : isOfficer ? t('officersDont') : undefined
  return (
    <>
      {supports ? (
        <Button
          look="secondary"
          size="large"
          wide
          onClick={() => send('withdraw-support')}
          aria-busy={isUnderWay}
        >
          {t('supported')} · {t('undo')}
        </Button>
      ) : (
        <Button
          look="primary"
          size="large"
          wide
          reason={reason}
          onClick={() => send('support-proposal')}
          aria-busy={isUnderWay}
        >
          {t('support')}
        </Button>
      )}
      <span className="visually-hidden">
        <Count value={row.supports} announcement={t('changed', { count: row.supports })} />
      </span>
      <ActSteps
        state={progress}
        onDone={reset}
        onRetry={() => send(supports ? 'withdraw-support' : 'support-proposal')}
      />
    </>
  )
}
