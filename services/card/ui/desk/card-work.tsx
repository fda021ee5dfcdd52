/** A resident's card: giving one, and acts of office on the one there is. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { askCardOffice } from '@maru/web/city/card-office.ts'
import { type City, useCity } from '@maru/web/city/city.ts'
import { type Person, usePerson } from '@maru/web/city/persons.ts'
import { Badge } from '@maru/web/kit/badge.tsx'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import type { CardStanding } from '../data.ts'
import { OfferCard } from './offer-card.tsx'
import { useTexts } from './texts.ts'

const reasons = ['device-lost', 'under-review', 'holder-asked', 'left-city'] as const
const stepsOf = {
  active: ['suspend', 'revoke'],
  suspended: ['restore', 'revoke'],
  revoked: [],
} as const
type Step = 'suspend' | 'restore' | 'revoke'
type FoundCard = NonNullable<CardStanding['card']> & { readonly isRecorded: boolean }

export const CardWork = ({ id }: ItemProps) => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  return (
    <Task title={t('work')} rule={t('rule')}>
      {id !== 'find' && person && city && <OfAccount key={id} account={id} person={person} city={city} />}
    </Task>
  )
}

const OfAccount = ({
  account,
  person,
  city,
}: {
  readonly account: string
  readonly person: Person
  readonly city: City
}) => {
  const t = useTexts()
  const { data, error, refetch } = useQuery({
    queryKey: ['card-of', account, person.account],
    queryFn: () => askCardOffice<{ readonly card: FoundCard | null }>(person, city, 'card-of', { account }),
    retry: false,
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={4} height="20rem" />
  const { card } = data
  return (
    <>
      {card ? (
        <div className={layout['stack']}>
          <div>
            <Badge tone={card.state === 'active' ? 'success' : 'warning'}>{t(card.state)}</Badge>
          </div>
          {card.isRecorded ? (
            <Act card={card} onRecorded={() => void refetch()} />
          ) : (
            <p className={layout['soft']}>{t('notRecorded')}</p>
          )}
        </div>
      ) : (
        <p>{t('noCard')}</p>
      )}
      <OfferCard account={account} person={person} city={city} />
    </>
  )
}

const Act = ({ card, onRecorded }: { readonly card: FoundCard; readonly onRecorded: () => void }) => {
  const t = useTexts()
  const steps: readonly Step[] = stepsOf[card.state]
  const [step, setStep] = useState<Step | undefined>(steps[0])
  const [reason, setReason] = useState<(typeof reasons)[number]>('device-lost')
  const chosen = step !== undefined && steps.includes(step) ? step : steps[0]
  if (!chosen) return null
  return (
    <>
      <Choices
        legend={t('what')}
        options={steps.map((value) => ({ value, label: t(value) }))}
        value={chosen}
        onChange={setStep}
      />
      <Choices
        legend={t('reason')}
        options={reasons.map((value) => ({ value, label: t(value) }))}
        value={reason}
        onChange={setReason}
      />
      <Sign
        button={t(chosen)}
        roles={['registrar']}
        look={chosen === 'restore' ? 'primary' : 'danger'}
        wishes={() => [
          {
            service: 'card',
            action: `${chosen}-card`,
            input: { card: hexToBytes(card.commitment), reason },
            about: '/desk/cards',
            title: t(chosen),
          },
        ]}
        onRecorded={onRecorded}
      />
    </>
  )
}
