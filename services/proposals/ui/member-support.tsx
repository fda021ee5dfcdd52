/** Supporting a proposal as a member, without a name: the proof with its bar, the wait, and the receipt. */
import { usePerson } from '@maru/web/city/persons.ts'
import { usePrepareMember } from '@maru/web/city/prepare-member.ts'
import { useIsOfficer } from '@maru/web/city/roles.ts'
import { useMemberAct, useMemberName } from '@maru/web/city/use-member-act.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Count } from '@maru/web/kit/count.tsx'
import { MemberSteps } from '@maru/web/kit/member-steps.tsx'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { type ProposalRow, useMemberSupport } from './data.ts'
import { useTexts } from './texts.ts'

type Members = NonNullable<ProposalRow['members']>

export const MemberSupport = ({
  row,
  members,
  title,
  takesSupports,
}: {
  readonly row: ProposalRow
  readonly members: Members
  readonly title: string
  readonly takesSupports: boolean
}) => {
  const t = useTexts()
  const person = usePerson()
  const isOfficer = useIsOfficer()
  const { proposal } = row
  usePrepareMember([takesSupports && !isOfficer ? members : undefined])
  const name = useMemberName(
    { service: 'proposals', action: 'support-proposal', input: { proposal, sequence: 1 } },
    person !== undefined && !isOfficer,
  )
  const support = useMemberSupport(row, name)
  const { state, start, sendNow } = useMemberAct()
  const isUnderWay = state.step === 'proving' || state.step === 'holding' || state.step === 'sending'
  const supports = support?.supports === true
  const send = () => {
    if (!person) return openWhoDialog()
    if (isUnderWay) return
    const action = supports ? 'withdraw-support' : 'support-proposal'
    const input = { proposal, sequence: (support?.sequence ?? 0) + 1 }
    void start({
      service: 'proposals',
      action,
      input,
      group: members,
      about: `/proposals/${proposal}`,
      title,
    })
  }
  const reason = !takesSupports && !supports ? t('closedReason') : isOfficer ? t('officersDont') : undefined
  return (
    <>
      <Button
        look={supports ? 'secondary' : 'primary'}
        size="large"
        wide
        reason={reason}
        onClick={send}
        aria-busy={isUnderWay}
      >
        {supports ? `${t('supported')} · ${t('undo')}` : t('support')}
      </Button>
      <p>{t('withoutName')}</p>
      <span className="visually-hidden">
        <Count value={row.supports} announcement={t('changed', { count: row.supports })} />
      </span>
      <MemberSteps state={state} onSendNow={sendNow} onRetry={send} />
    </>
  )
}
