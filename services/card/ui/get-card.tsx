import { askCardOffice } from '@maru/web/city/card-office.ts'
import type { City } from '@maru/web/city/city.ts'
import type { Person } from '@maru/web/city/persons.ts'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { OtherWallet } from './other-wallet.tsx'
import { useTexts } from './texts.ts'
import { useReceive } from './use-receive.ts'

/** Before there is a card on this device. */
export const GetCard = ({ person, city }: { readonly person: Person; readonly city: City }) => {
  const t = useTexts()
  const { isBusy, error, receive } = useReceive(person, city)
  const ask = () =>
    void receive(
      async () => (await askCardOffice<{ readonly offer: unknown }>(person, city, 'ask-for-card')).offer,
    )
  return (
    <>
      <Section title={t('getTitle')}>
        <p>{t('getWhat')}</p>
        <div className={layout['row']}>
          <Button look="primary" onClick={ask} reason={isBusy && t('getting')}>
            {t('get')}
          </Button>
          <ButtonLink to="/card/receive">{t('haveCode')}</ButtonLink>
        </div>
        {error !== undefined && <ErrorState error={error} onRetry={ask} />}
      </Section>
      <OtherWallet person={person} city={city} />
    </>
  )
}
