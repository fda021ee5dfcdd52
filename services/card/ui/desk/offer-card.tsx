import { useState } from 'react'
import { askCardOffice } from '@maru/web/city/card-office.ts'
import type { City } from '@maru/web/city/city.ts'
import type { Person } from '@maru/web/city/persons.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { writeOffer } from '../links.ts'
import { useTexts } from './texts.ts'

interface Offered {
  readonly offer: object
  readonly pin: string
}

/** A code that the resident's device takes from the screen, and a number that only the resident is told. */
export const OfferCard = ({
  account,
  person,
  city,
}: {
  readonly account: string
  readonly person: Person
  readonly city: City
}) => {
  const t = useTexts()
  const [offered, setOffered] = useState<Offered>()
  const [error, setError] = useState<unknown>()
  const make = () => {
    setError(undefined)
    askCardOffice<Offered>(person, city, 'offer-card', { account }).then(setOffered, setError)
  }
  return (
    <div className={layout['stack']}>
      <div>
        <Button onClick={make}>{t('offer')}</Button>
      </div>
      {error !== undefined && <ErrorState error={error} />}
      {offered && (
        <div role="status" className={layout['stack']}>
          <p>{t('offerWhat')}</p>
          <QrCode text={writeOffer(offered.offer)} label={t('offerPicture')} />
          <p className={layout['strong']}>{t('pin', { pin: offered.pin })}</p>
          <CopyText title={t('asText')} text={writeOffer(offered.offer)} />
        </div>
      )}
    </div>
  )
}
