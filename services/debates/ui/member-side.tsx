/** Taking a side as a member, without a name: what that hides, the choice, the proof with its bar, the wait, the receipt. */
import { usePerson } from '@maru/web/city/persons.ts'
import { usePrepareMember } from '@maru/web/city/prepare-member.ts'
import { useIsOfficer } from '@maru/web/city/roles.ts'
import { useMemberAct, useMemberName } from '@maru/web/city/use-member-act.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Choices } from '@maru/web/kit/choices.tsx'
import { MemberSteps } from '@maru/web/kit/member-steps.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Side } from '../state.ts'
import { type DebateRow, useOwnVoice } from './data.ts'
import { sides } from './sides.ts'
import { useTexts } from './texts.ts'

type Members = NonNullable<DebateRow['members']>

const act = { service: 'debates', action: 'take-side' } as const

export const MemberSide = ({
  row,
  members,
  title,
}: {
  readonly row: DebateRow
  readonly members: Members
  readonly title: string
}) => {
  const t = useTexts()
  const person = usePerson()
  const isOfficer = useIsOfficer()
  const { debate } = row
  const isTaker = person !== undefined && !isOfficer
  usePrepareMember([isOfficer ? undefined : members])
  const member = useMemberName({ ...act, input: { debate } }, isTaker)
  const { data: voice } = useOwnVoice(row, member)
  const { state, start, sendNow } = useMemberAct()
  const [side, setSide] = useState<Side>()
  const [last, setLast] = useState<{ readonly side: Side; readonly sequence: number }>()
  const isUnderWay = state.step === 'proving' || state.step === 'holding' || state.step === 'sending'
  // What was recorded just now is known before the city's next answer has it.
  const isJustTaken =
    state.step === 'recorded' && last !== undefined && last.sequence > (voice?.sequence ?? 0)
  const own = isJustTaken ? last.side : voice?.side
  const hasTaken = isJustTaken || voice !== undefined
  const send = () => {
    if (!person) return openWhoDialog()
    if (isUnderWay || side === undefined) return
    const sequence = Math.max(voice?.sequence ?? 0, last?.sequence ?? 0) + 1
    setLast({ side, sequence })
    const input = { debate, side, sequence }
    void start({ ...act, input, group: members, about: `/debates/${debate}`, title })
  }
  return (
    <form
      className={layout['stack']}
      onSubmit={(event) => {
        event.preventDefault()
        if (reasonNot() === undefined) send()
      }}
    >
      <WithoutName />
      {hasTaken && <Taken side={own ?? undefined} shownFrom={row.shownFrom ?? 0} isOpen />}
      <Choices
        legend={t('side')}
        options={sides.map((value) => ({ value, label: t(value) }))}
        value={side}
        onChange={setSide}
      />
      <div>
        <Button look="primary" size="large" type="submit" reason={reasonNot()} aria-busy={isUnderWay}>
          {t(hasTaken ? 'changeSide' : 'takeSide')}
        </Button>
      </div>
      <MemberSteps state={state} onSendNow={sendNow} onRetry={send} />
    </form>
  )

  function reasonNot(): string | undefined {
    if (isOfficer) return t('residentsOnly')
    if (side === undefined) return t('chooseSide')
    return hasTaken && side === own && !isUnderWay ? t('sameSide') : undefined
  }
}

/** In a debate that is over. */
export const OwnSide = ({ row }: { readonly row: DebateRow }) => {
  const person = usePerson()
  const isOfficer = useIsOfficer()
  const isTaker = person !== undefined && !isOfficer
  const member = useMemberName({ ...act, input: { debate: row.debate } }, isTaker)
  const { data: voice } = useOwnVoice(row, member)
  return voice ? <Taken side={voice.side ?? undefined} shownFrom={row.shownFrom ?? 0} /> : null
}

const WithoutName = () => {
  const t = useTexts()
  return (
    <p>
      {t('withoutName')}{' '}
      <Link to="/help" hash="polls" className={layout['link']}>
        {t('hidesMore')}
      </Link>
    </p>
  )
}

const Taken = ({
  side,
  shownFrom,
  isOpen = false,
}: {
  readonly side: Side | undefined
  readonly shownFrom: number
  readonly isOpen?: boolean
}) => {
  const t = useTexts()
  return (
    <Notice tone="success">
      <p>
        {side === undefined ? t('takenUnshown', { count: shownFrom }) : t('taken', { side: t(side) })}{' '}
        {isOpen && t('takenChangeable')}
      </p>
    </Notice>
  )
}
