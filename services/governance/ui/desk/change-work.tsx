/** An officer approves a change, takes the approval back, or proposes one. */
import { usePerson } from '@maru/web/city/persons.ts'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { type ChangeRow, useChange, useWantedLine } from '../data.ts'
import { ProposeWork } from './propose-work.tsx'
import { useTexts } from './texts.ts'

export const ChangeWork = ({ id }: ItemProps) => (id === 'new' ? <ProposeWork /> : <Open id={id} />)

const Open = ({ id }: ItemProps) => {
  const t = useTexts()
  const { data } = useChange(id)
  if (!data) return <Skeleton lines={4} />
  if (data.state === 'proposed') return <Decide row={data} />
  return (
    <Task title={t('decided')} rule={t('decidedRule')}>
      {null}
    </Task>
  )
}

const Decide = ({ row }: { readonly row: ChangeRow }) => {
  const t = useTexts()
  const line = useWantedLine()
  const person = usePerson()
  const { change, standings, expiresAt } = row
  const isApproved = standings.some(({ officers }) =>
    officers.some(({ account }) => account === person?.account),
  )
  const action = isApproved ? 'withdraw-approval' : 'approve-change'
  const button = t(isApproved ? 'withdraw' : 'approve')
  return (
    <Task title={button} rule={t(isApproved ? 'withdrawRule' : 'approveRule')} due={expiresAt}>
      <Sign
        button={button}
        roles={['institution']}
        look={isApproved ? 'danger' : 'primary'}
        wishes={() => [
          {
            service: 'governance',
            action,
            input: { change },
            about: '/governance',
            title: `${button}: ${line(row.wanted)}`,
          },
        ]}
      />
    </Task>
  )
}
