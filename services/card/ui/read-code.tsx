/** Reads the code on a phone with what this device fetched last, as long as that is good. */
import { useState } from 'react'
import { CityRefusal } from '@maru/client/city-client.ts'
import { isCardCode, readCardCode } from '@maru/credentials/card-code.ts'
import { explained } from '@maru/web/city/card-office.ts'
import type { City } from '@maru/web/city/city.ts'
import { cityNow } from '@maru/web/city/clock.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Select } from '@maru/web/kit/field.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { placeLink, useCounter, useFacilityOptions } from './facilities.ts'
import { ListAge } from './list-age.tsx'
import { createSeenNonces } from './seen-nonces.ts'
import { ShownClaims } from './shown-claims.tsx'
import { useTexts } from './texts.ts'
import { type Trusted, useTrusted } from './use-trusted.ts'

type Read =
  | { readonly claims: { readonly [name: string]: unknown }; readonly shownAt: number }
  | { readonly problem: string }

/** Of all codes that are read on this device. */
const seen = createSeenNonces(localStorage)

export const ReadCode = ({
  city,
  account,
}: {
  readonly city: City
  readonly account: string | undefined
}) => {
  const t = useTexts()
  const trusted = useTrusted()
  const counter = useCounter(account)
  if (trusted.isLoading) return <Skeleton lines={6} height="40rem" />
  if (!trusted.value)
    return (
      <Notice tone="warning" title={t('nothingKnown')} isUrgent>
        <p>{t('nothingKnownHelp')}</p>
        <div>
          <Button onClick={() => void trusted.refetch()}>{t('fetchNow')}</Button>
        </div>
      </Notice>
    )
  return (
    <div className={layout['stack']}>
      <ListAge list={trusted.value.list} onRefetch={trusted.refetch} />
      <Reader
        key={counter.facility}
        city={city}
        trusted={trusted.value}
        facility={counter.facility || undefined}
      />
      <Counter {...counter} />
    </div>
  )
}

/** A code is good at one place, so the reader has to know which one it is. */
const Counter = ({ facility, change }: ReturnType<typeof useCounter>) => {
  const t = useTexts()
  const options = useFacilityOptions()
  const link = placeLink(location.origin, facility)
  return (
    <Section title={t('counterTitle')}>
      <Select
        label={t('counterWhere')}
        help={t('counterHelp')}
        placeholder={t('counterNone')}
        options={options}
        value={facility}
        onChange={change}
      />
      {facility !== '' && (
        <Disclosure title={t('counterPicture')}>
          <p>{t('counterPictureHelp')}</p>
          <QrCode text={link} label={t('counterPicture')} />
          <CopyText title={t('counterAsText')} text={link} />
        </Disclosure>
      )}
    </Section>
  )
}

const Reader = ({
  city: { chain },
  trusted,
  facility,
}: {
  readonly city: City
  readonly trusted: Trusted
  readonly facility: string | undefined
}) => {
  const t = useTexts()
  const [read, setRead] = useState<Read>()
  const take = async (code: string): Promise<void> => {
    try {
      const { claims, shownAtSeconds = 0 } = await readCardCode(code, {
        issuerKey: trusted.issuerKey,
        type: trusted.type,
        chain,
        facility,
        nowSeconds: Math.floor(cityNow() / 1_000),
        codeSeconds: trusted.codeSeconds,
        list: trusted.list,
        isNew: (nonce) => seen.isNew(nonce, cityNow(), trusted.codeSeconds * 1_000),
      })
      setRead({ claims, shownAt: shownAtSeconds * 1_000 })
    } catch (error) {
      const told = explained(error)
      setRead({ problem: told instanceof CityRefusal ? told.message : t('unreadable') })
    }
  }
  if (read)
    return (
      <div className={layout['stack']}>
        <div role="status">
          {'problem' in read ? (
            <Notice tone="danger" title={t('notAccepted')} isUrgent>
              <p>{read.problem}</p>
            </Notice>
          ) : (
            <ShownClaims claims={read.claims} shownAt={read.shownAt} />
          )}
        </div>
        <div>
          <Button look="primary" onClick={() => setRead(undefined)}>
            {t('readNext')}
          </Button>
        </div>
      </div>
    )
  return (
    <Section title={t('readTitle')}>
      <ReadOrPaste
        label={t('codeText')}
        help={t('codeHelp')}
        wrong={t('codeWrong')}
        read={(text) => (isCardCode(text) ? text : undefined)}
        onFound={(code) => void take(code)}
      />
    </Section>
  )
}
