import { useState } from 'react'
import { askCardOffice, explained } from '@maru/web/city/card-office.ts'
import { dropCard, type HeldCard } from '@maru/web/city/card-store.ts'
import type { City } from '@maru/web/city/city.ts'
import type { Person } from '@maru/web/city/persons.ts'
import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { CardCode } from './card-code.tsx'
import { useForgetCard, useStanding } from './data.ts'
import { History } from './history.tsx'
import { OtherWallet } from './other-wallet.tsx'
import { RenewCard } from './renew-card.tsx'
import { useTexts } from './texts.ts'

const toneOf: { readonly [state: string]: Tone } = {
  active: 'success',
  suspended: 'warning',
  revoked: 'danger',
}

/** The card that this device has. */
export const MyCard = ({
  person,
  city,
  card,
}: {
  readonly person: Person
  readonly city: City
  readonly card: HeldCard
}) => {
  const t = useTexts()
  const { date } = useFormat()
  const { data } = useStanding(person, city)
  const state = data?.card?.state ?? (data ? 'revoked' : undefined)
  return (
    <>
      <div className={layout['row']}>
        {state ? (
          <Badge tone={toneOf[state] ?? 'neutral'}>{t(state)}</Badge>
        ) : (
          <Badge>{t('stateUnknown')}</Badge>
        )}
        <span>{t('validUntil', { day: date(Number(card.claims['exp']) * 1_000) })}</span>
      </div>
      {state === 'revoked' ? (
        <Gone account={person.account} />
      ) : (
        <>
          {state !== 'suspended' && <CardCode card={card} city={city} />}
          <Section title={t('askedTitle')}>
            <p>{t('askedWhat')}</p>
            <div>
              <ButtonLink to="/card/show">{t('scan')}</ButtonLink>
            </div>
          </Section>
          {state === 'active' && <RenewCard person={person} city={city} />}
          <Stop person={person} city={city} state={state} by={data?.card?.suspendedBy ?? null} />
        </>
      )}
      <OtherWallet person={person} city={city} />
      <History account={person.account} />
    </>
  )
}

/** Another card has taken its place, or the city has ended it. */
const Gone = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const forget = useForgetCard()
  return (
    <Notice tone="warning" title={t('goneTitle')}>
      <p>{t('goneWhat')}</p>
      <div>
        <Button onClick={() => void dropCard(account).then(() => forget(account))}>{t('getNew')}</Button>
      </div>
    </Notice>
  )
}

const Stop = ({
  person,
  city,
  state,
  by,
}: {
  readonly person: Person
  readonly city: City
  readonly state: string | undefined
  readonly by: 'registrar' | 'office' | null
}) => {
  const t = useTexts()
  const forget = useForgetCard()
  const [doing, setDoing] = useState<{ readonly isBusy?: true; readonly error?: unknown }>({})
  const isSuspended = state === 'suspended'
  const press = async () => {
    setDoing({ isBusy: true })
    try {
      await askCardOffice(person, city, isSuspended ? 'restore-my-card' : 'suspend-my-card')
      setDoing({})
    } catch (error) {
      setDoing({ error: explained(error) })
    }
    forget(person.account)
  }
  const reason =
    state === undefined
      ? t('needsNetwork')
      : by === 'registrar'
        ? t('byRegistrar')
        : doing.isBusy && t('working')
  return (
    <Section title={t('stopTitle')}>
      <p>{t(isSuspended ? 'restoreWhat' : 'stopWhat')}</p>
      <div>
        <Button look={isSuspended ? 'primary' : 'danger'} reason={reason} onClick={() => void press()}>
          {t(isSuspended ? 'restore' : 'stop')}
        </Button>
      </div>
      {doing.error !== undefined && <ErrorState error={doing.error} />}
    </Section>
  )
}
