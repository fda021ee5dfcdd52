/** Reads the code on a phone with what this device fetched last, and says how old that is. */
import { useState } from 'react'
import { CityRefusal } from '@maru/client/city-client.ts'
import { isCardCode, readCardCode } from '@maru/credentials/card-code.ts'
import { explained } from '@maru/web/city/card-office.ts'
import type { City } from '@maru/web/city/city.ts'
import { cityNow } from '@maru/web/city/clock.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { createSeenNonces } from './seen-nonces.ts'
import { ShownClaims } from './shown-claims.tsx'
import { useTexts } from './texts.ts'
import { type Trusted, useTrusted } from './use-trusted.ts'

type Read =
  | { readonly claims: { readonly [name: string]: unknown }; readonly shownAt: number }
  | { readonly problem: string }

/** For all codes that are read while this page is open. */
const seen = createSeenNonces()

export const ReadCode = ({ city }: { readonly city: City }) => {
  const t = useTexts()
  const trusted = useTrusted()
  if (trusted.isLoading) return <Skeleton lines={6} height="40rem" />
  return (
    <>
      {trusted.value ? (
        <>
          <Age trusted={trusted.value} onRefetch={trusted.refetch} />
          <Reader city={city} trusted={trusted.value} />
        </>
      ) : (
        <Notice tone="warning" title={t('nothingKnown')} isUrgent>
          <p>{t('nothingKnownHelp')}</p>
          <div>
            <Button onClick={trusted.refetch}>{t('fetchNow')}</Button>
          </div>
        </Notice>
      )}
    </>
  )
}

const staleMs = 24 * 3_600_000

const Age = ({
  trusted: { list },
  onRefetch,
}: {
  readonly trusted: Trusted
  readonly onRefetch: () => void
}) => {
  const t = useTexts()
  const { relative, clock } = useFormat()
  const issuedAt = list.issuedAtSeconds * 1_000
  const isStale = cityNow() > Math.min(list.expiresAtSeconds * 1_000, issuedAt + staleMs)
  return (
    <Notice
      tone={isStale ? 'warning' : 'information'}
      title={t('listAge', { age: relative(issuedAt, cityNow()) })}
    >
      <p>{t(isStale ? 'listStale' : 'listFresh', { time: clock(issuedAt) })}</p>
      <div>
        <Button size="small" look="tertiary" onClick={onRefetch}>
          {t('fetchNow')}
        </Button>
      </div>
    </Notice>
  )
}

const Reader = ({ city: { chain }, trusted }: { readonly city: City; readonly trusted: Trusted }) => {
  const t = useTexts()
  const [read, setRead] = useState<Read>()
  const take = async (code: string): Promise<void> => {
    try {
      const { claims, shownAtSeconds = 0 } = await readCardCode(code, {
        issuerKey: trusted.issuerKey,
        type: trusted.type,
        chain,
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
