import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useCityQuery } from '../../city/api.ts'
import { type City, useCity } from '../../city/city.ts'
import { beJoined, digitsOf, joinerOf, keyToJoin, readAccount, writeJoiner } from '../../city/devices.ts'
import { onBlock } from '../../city/live.ts'
import { usePerson } from '../../city/persons.ts'
import { usePseudonym } from '../../city/pseudonym.ts'
import type { DeviceKey } from '../../city/store.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { takeFocus } from '../../kit/focus.ts'
import { Notice } from '../../kit/notice.tsx'
import { Page, Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { CopyText } from './copy-text.tsx'
import styles from './devices.module.css'
import { QrCode } from './qr-code.tsx'
import { ReadOrPaste } from './read-or-paste.tsx'
import { useTexts } from './texts.ts'

interface Account {
  readonly keys: readonly { readonly key: string; readonly revokedAt?: number }[]
}

/** On a new device: makes its key, shows it to the old one, and is in when the city has recorded that. */
export const Screen = () => {
  const t = useTexts()
  const navigate = useNavigate()
  const { hash } = useLocation()
  const { data: city, error, refetch } = useCity()
  const account = readAccount(hash)
  const [isRead, setRead] = useState(false)
  return (
    <Page title={t('joinTitle')} crumbs={[]} lead={<p>{t('joinLead')}</p>}>
      {account === undefined ? (
        <>
          <Section title={t('which')}>
            <p>{t('whichWhat')}</p>
            <ReadOrPaste
              label={t('address')}
              help={t('addressHelp')}
              wrong={t('addressWrong')}
              read={readAccount}
              onFound={(account) => {
                setRead(true)
                void navigate({ to: '/devices/join', hash: account, replace: true })
              }}
            />
          </Section>
          <Section title={t('noDevice')}>
            <p>{t('noDeviceWhat')}</p>
            <div>
              <ButtonLink to="/enrol">{t('toEnrol')}</ButtonLink>
            </div>
          </Section>
        </>
      ) : city ? (
        <Join key={account} account={account} city={city} takesFocus={isRead} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} height="60rem" />
      )}
    </Page>
  )
}

const Join = ({
  account,
  city: { chain },
  takesFocus,
}: {
  readonly account: string
  readonly city: City
  /** It comes in place of a field. */
  readonly takesFocus: boolean
}) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const person = usePerson()
  const found = useCityQuery<Account>('residents', 'account', { account }, { staleTime: 0 })
  const made = useQuery({
    queryKey: ['joining', chain, account],
    queryFn: async () => {
      const key = await keyToJoin(chain, account)
      return { key, text: writeJoiner(await joinerOf(key)) }
    },
    enabled: found.data !== undefined,
    staleTime: Infinity,
  })
  const { refetch } = found
  useEffect(
    () =>
      onBlock(({ count, transactions }) => {
        const isTold = transactions.some(({ service }) => service === 'residents')
        // A large block does not tell all of it.
        if (isTold || count > transactions.length) void refetch()
      }),
    [refetch],
  )
  const isIn = found.data?.keys.some(({ key }) => key === made.data?.key.keyId) === true
  useBeJoined(isIn ? made.data?.key : undefined)
  const error = found.data ? made.error : found.error
  if (error) return <ErrorState error={error} onRetry={() => void (found.data ? made : found).refetch()} />
  if (!made.data) return <Skeleton lines={8} height="60rem" />
  if (isIn) {
    return (
      <div role="status" className={layout['stack']}>
        <Notice tone="success" title={t('joined')}>
          <p>{t('joinedHelp', { name: pseudonym(account) })}</p>
        </Notice>
        <div>
          <ButtonLink to="/me" search={{ tab: 'devices' }} look="primary">
            {t('toDevices')}
          </ButtonLink>
        </div>
      </div>
    )
  }
  return (
    <>
      {person && person.account !== account && (
        <Notice tone="warning">
          <p>{t('joinInstead', { name: pseudonym(person.account), other: pseudonym(account) })}</p>
        </Notice>
      )}
      <Section title={t('show')}>
        <p ref={takesFocus ? takeFocus : undefined} tabIndex={-1}>
          {t('showWhat')}
        </p>
        <QrCode text={made.data.text} label={t('showPicture')} />
        <CopyText title={t('asText')} text={made.data.text} />
      </Section>
      <Section title={t('compare')}>
        <p>{t('compareWhat')}</p>
        <p className={styles['digits']}>{digitsOf(made.data.key)}</p>
      </Section>
      <p role="status" className={layout['soft']}>
        {t('waitingForOld')}
      </p>
    </>
  )
}

const useBeJoined = (key: DeviceKey | undefined): void => {
  useEffect(() => {
    if (key) void beJoined(key)
  }, [key])
}
