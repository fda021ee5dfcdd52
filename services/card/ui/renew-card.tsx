import { askCardOffice } from '@maru/web/city/card-office.ts'
import type { City } from '@maru/web/city/city.ts'
import type { Person } from '@maru/web/city/persons.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { useTexts } from './texts.ts'
import { useReceive } from './use-receive.ts'

/** A new card in the place of the one that is here: with what was given since, and without what was taken back. */
export const RenewCard = ({ person, city }: { readonly person: Person; readonly city: City }) => {
  const t = useTexts()
  const { isBusy, error, receive } = useReceive(person, city)
  const renew = () =>
    void receive(
      async () => (await askCardOffice<{ readonly offer: unknown }>(person, city, 'ask-for-card')).offer,
    )
  return (
    <Section title={t('renewTitle')}>
      <p>{t('renewWhat')}</p>
      <div>
        <Button onClick={renew} reason={isBusy && t('getting')}>
          {t('renew')}
        </Button>
      </div>
      {error !== undefined && <ErrorState error={error} onRetry={renew} />}
    </Section>
  )
}
