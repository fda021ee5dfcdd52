/** For an app of others: an offer that nobody but this resident can take, by showing at the city who they are. */
import { useState } from 'react'
import { askCardOffice } from '@maru/web/city/card-office.ts'
import type { City } from '@maru/web/city/city.ts'
import type { Person } from '@maru/web/city/persons.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { useStanding } from './data.ts'
import { writeOffer } from './links.ts'
import { useTexts } from './texts.ts'

export const OtherWallet = ({ person, city }: { readonly person: Person; readonly city: City }) => {
  const t = useTexts()
  const { data } = useStanding(person, city)
  const [link, setLink] = useState<string>()
  const [error, setError] = useState<unknown>()
  if (!data?.hasWallets) return null
  const ask = () => {
    setError(undefined)
    askCardOffice<{ readonly offer: object }>(person, city, 'ask-for-card', {
      flow: 'authorization_code',
    }).then(({ offer }) => setLink(writeOffer(offer)), setError)
  }
  return (
    <Section title={t('otherTitle')}>
      <p>{t('otherWhat')}</p>
      <div>
        <Button onClick={ask}>{t('otherAsk')}</Button>
      </div>
      <div role="status" className={layout['stack']}>
        {link !== undefined && (
          <>
            <p>
              <a className={layout['link']} href={link}>
                {t('otherHere')}
              </a>
            </p>
            <p>{t('otherElsewhere')}</p>
            <QrCode text={link} label={t('otherPicture')} ecc="low" />
            <CopyText title={t('otherAsText')} text={link} />
          </>
        )}
      </div>
      {error !== undefined && <ErrorState error={error} onRetry={ask} />}
    </Section>
  )
}
