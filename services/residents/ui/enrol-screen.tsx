import { type City, useCity } from '@maru/web/city/city.ts'
import { beJoined, digitsOf, joinerOf, writeJoiner } from '@maru/web/city/devices.ts'
import { onBlock } from '@maru/web/city/live.ts'
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
import { useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAccount } from './data.ts'
import { useDoors } from './doors.ts'
import { founding, type Founding } from './founding-key.ts'
import { RecoverySecret } from './recovery-secret.tsx'
import { SignInElsewhere, SignInFailed } from './sign-in-elsewhere.tsx'
import { useTexts } from './texts.ts'

/**
 * One enrolment: this device makes its key and what it votes with, the secret is written down, and then the device goes
 * through one of the doors. It is in when the city has enrolled it.
 */
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
    queryFn: () => founding(chain),
    staleTime: Infinity,
  })
  if (made.error) return <ErrorState error={made.error} onRetry={() => void made.refetch()} />
  if (!made.data) return <Skeleton lines={8} height="60rem" />
  return <Begun founding={made.data} />
}

const Begun = ({ founding: { key, recovery, isNew } }: { readonly founding: Founding }) => {
  const t = useTexts()
  const search: { readonly 'sign-in'?: string } = useSearch({ strict: false })
  const outcome = search['sign-in']
  const isIn = useIsEnrolled(key.keyId, !isNew)
  const [isTested, setTested] = useState(() => localStorage.getItem(testedKey) === key.keyId)
  useEffect(() => {
    if (isIn) void beJoined(key)
  }, [isIn, key])
  if (isIn) {
    return (
      <div role="status" className={layout['stack']}>
        <Notice tone="success" title={t('enrolled')}>
          <p>{t('enrolledHelp')}</p>
        </Notice>
        <div className={layout['row']}>
          <ButtonLink to="/card" look="primary">
            {t('getCard')}
          </ButtonLink>
          <ButtonLink to="/">{t('begin')}</ButtonLink>
        </div>
      </div>
    )
  }
  const tested = () => {
    localStorage.setItem(testedKey, key.keyId)
    setTested(true)
  }
  return (
    <>
      {outcome !== undefined && outcome !== 'enrolled' && <SignInFailed code={outcome} />}
      <Section title={t('writeDown')}>
        {isTested ? <p>{t('isWrittenDown')}</p> : <RecoverySecret text={recovery.text} onTested={tested} />}
      </Section>
      {isTested && <ThroughDoors founding={{ key, recovery, isNew }} />}
    </>
  )
}

/** For this key the secret was written down. */
const testedKey = 'maru.recovery-tested'

const ThroughDoors = ({ founding: { key, recovery } }: { readonly founding: Founding }) => {
  const t = useTexts()
  const { data: doors } = useDoors()
  const { data: joiner } = useQuery({
    queryKey: ['founding', key.keyId, 'joiner'],
    queryFn: () => joinerOf(key, recovery.commitment),
    staleTime: Infinity,
  })
  if (!joiner) return <Skeleton lines={6} height="40rem" />
  return (
    <>
      {doors?.openid && (
        <Section title={t('elsewhere')}>
          <SignInElsewhere name={doors.openid} joiner={joiner} />
        </Section>
      )}
      <Section title={t('show')}>
        <p>{t('showWhat')}</p>
        <QrCode text={writeJoiner(joiner)} label={t('showPicture')} />
        <CopyText title={t('asText')} text={writeJoiner(joiner)} />
      </Section>
      <Section title={t('compare')}>
        <p>{t('compareWhat')}</p>
        <p className={styles['digits']}>{digitsOf(key)}</p>
      </Section>
      <p role="status" className={layout['soft']}>
        {t('waiting')}
      </p>
    </>
  )
}

/** Asked when a block tells of the account, or tells not all: before that the city need not hear of it. */
const useIsEnrolled = (account: string, isAskedAtOnce: boolean): boolean => {
  const [isAsked, setAsked] = useState(isAskedAtOnce)
  const { data, refetch } = useAccount(account, isAsked)
  useEffect(
    () =>
      onBlock(({ count, transactions }) => {
        const isTold = transactions.some(({ events }) =>
          events?.some(([, data]) => data['account'] === account),
        )
        if (!isTold && count === transactions.length) return
        if (isAsked) void refetch()
        else setAsked(true)
      }),
    [account, isAsked, refetch],
  )
  return data !== undefined && data !== null
}
