import { type City, useCity } from '@maru/web/city/city.ts'
import { beJoined, digitsOf, joinerOf, writeJoiner } from '@maru/web/city/devices.ts'
import { onBlock } from '@maru/web/city/live.ts'
import type { DeviceKey } from '@maru/web/city/store.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import styles from '@maru/web/screens/devices/devices.module.css'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAccount } from './data.ts'
import { foundingKey } from './founding-key.ts'
import { useTexts } from './texts.ts'

/** Before going to the registrar's desk: this device makes its key, shows it, and is in when the desk has enrolled it. */
export const Screen = () => {
  const t = useTexts()
  const { data: city, error, refetch } = useCity()
  return (
    <Page title={t('enrolTitle')} crumbs={[]} lead={<p>{t('enrolLead')}</p>}>
      {city ? (
        <Enrol city={city} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} height="60rem" />
      )}
    </Page>
  )
}

const Enrol = ({ city: { chain } }: { readonly city: City }) => {
  const made = useQuery({
    queryKey: ['founding', chain],
    queryFn: async () => {
      const { key, isNew } = await foundingKey(chain)
      return { key, isNew, text: writeJoiner(await joinerOf(key)) }
    },
    staleTime: Infinity,
  })
  if (made.error) return <ErrorState error={made.error} onRetry={() => void made.refetch()} />
  if (!made.data) return <Skeleton lines={8} height="60rem" />
  return <Show founding={made.data.key} isNew={made.data.isNew} text={made.data.text} />
}

const Show = ({
  founding,
  isNew,
  text,
}: {
  readonly founding: DeviceKey
  /** Nobody can have enrolled it yet. */
  readonly isNew: boolean
  readonly text: string
}) => {
  const t = useTexts()
  const [isAsked, setAsked] = useState(!isNew)
  const { data: account, refetch } = useAccount(founding.keyId, isAsked)
  useEffect(
    () =>
      onBlock(({ count, transactions }) => {
        const isTold = transactions.some(({ service }) => service === 'residents')
        if (!isTold && count === transactions.length) return
        if (isAsked) void refetch()
        else setAsked(true)
      }),
    [isAsked, refetch],
  )
  const isIn = account !== undefined && account !== null
  useEffect(() => {
    if (isIn) void beJoined(founding)
  }, [isIn, founding])
  if (isIn) {
    return (
      <div role="status" className={layout['stack']}>
        <Notice tone="success" title={t('enrolled')}>
          <p>{t('enrolledHelp')}</p>
        </Notice>
        <div>
          <ButtonLink to="/" look="primary">
            {t('begin')}
          </ButtonLink>
        </div>
      </div>
    )
  }
  return (
    <>
      <Section title={t('show')}>
        <p>{t('showWhat')}</p>
        <QrCode text={text} label={t('showPicture')} />
        <CopyText title={t('asText')} text={text} />
      </Section>
      <Section title={t('compare')}>
        <p>{t('compareWhat')}</p>
        <p className={styles['digits']}>{digitsOf(founding)}</p>
      </Section>
      <p role="status" className={layout['soft']}>
        {t('waiting')}
      </p>
    </>
  )
}
