import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type City, useCity } from '@maru/web/city/city.ts'
import { type Person, usePerson } from '@maru/web/city/persons.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { TextField } from '@maru/web/kit/field.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { Nobody } from '@maru/web/parts/nobody.tsx'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { readOffer } from './links.ts'
import { useTexts } from './texts.ts'
import { useReceive } from './use-receive.ts'

/** A card from the registrar's desk: the picture that the desk shows, and the number that it tells. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  return (
    <Page
      title={t('receiveTitle')}
      crumbs={[{ label: t('title'), to: '/card' }]}
      lead={<p>{t('receiveLead')}</p>}
    >
      {!person ? (
        <Nobody />
      ) : city ? (
        <Receive person={person} city={city} />
      ) : (
        <Skeleton lines={6} height="40rem" />
      )}
    </Page>
  )
}

const Receive = ({ person, city }: { readonly person: Person; readonly city: City }) => {
  const t = useTexts()
  const navigate = useNavigate()
  const [offer, setOffer] = useState<object>()
  const [pin, setPin] = useState('')
  const { isBusy, error, receive } = useReceive(person, city)
  if (!offer)
    return (
      <ReadOrPaste
        label={t('offerText')}
        help={t('offerHelp')}
        wrong={t('offerWrong')}
        read={readOffer}
        onFound={setOffer}
      />
    )
  const take = async () => {
    if (await receive(() => Promise.resolve(offer), pin.trim() === '' ? undefined : pin.trim()))
      await navigate({ to: '/card' })
  }
  return (
    <Section title={t('pinTitle')}>
      <TextField
        label={t('pin')}
        help={t('pinHelp')}
        inputMode="numeric"
        autoComplete="off"
        value={pin}
        onChange={({ target }) => setPin(target.value)}
      />
      <div>
        <Button look="primary" onClick={() => void take()} reason={isBusy && t('getting')}>
          {t('get')}
        </Button>
      </div>
      {error !== undefined && <ErrorState error={error} />}
    </Section>
  )
}
