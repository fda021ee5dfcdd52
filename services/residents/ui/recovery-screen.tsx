import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { type City, useCity } from '@maru/web/city/city.ts'
import { joinerOf, writeJoiner } from '@maru/web/city/devices.ts'
import { usePerson, type Person } from '@maru/web/city/persons.ts'
import type { Recovery } from '@maru/web/city/recovery.ts'
import { openStore } from '@maru/web/city/store.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Nobody } from '@maru/web/parts/nobody.tsx'
import { CopyText } from '@maru/web/screens/devices/copy-text.tsx'
import { QrCode } from '@maru/web/screens/devices/qr-code.tsx'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMembership } from './data.ts'
import { RecoverySecret } from './recovery-secret.tsx'
import { TypeRecovery } from './type-recovery.tsx'
import { useTexts } from './texts.ts'

type DevicePerson = Extract<Person, { readonly kind: 'device' }>

/** The recovery secret of this device: see it, test it, type it in after a loss, or make a new one with the desk's help. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  return (
    <Page
      title={t('recoveryTitle')}
      crumbs={[{ label: t('me'), to: '/me' }]}
      lead={<p>{t('recoveryWhat')}</p>}
    >
      {person?.kind !== 'device' ? (
        <Nobody />
      ) : city ? (
        <OfPerson person={person} city={city} />
      ) : (
        <Skeleton lines={8} height="40rem" />
      )}
    </Page>
  )
}

const OfPerson = ({ person, city: { chain } }: { readonly person: DevicePerson; readonly city: City }) => {
  const t = useTexts()
  const { data: membership } = useMembership(person.account)
  const { data, error, refetch } = useQuery({
    queryKey: ['recovery', chain, person.account],
    queryFn: async () => {
      const { recoveryOf } = await import('@maru/web/city/recovery.ts')
      return (await recoveryOf(person, chain)) ?? null
    },
    staleTime: Infinity,
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data === undefined || membership === undefined) return <Skeleton lines={8} height="40rem" />
  const again = () => void refetch()
  if (data === null)
    return <Lost person={person} chain={chain} commitment={membership?.commitment} onFound={again} />
  if (bytesToHex(data.commitment) === membership?.commitment) return <Kept recovery={data} />
  return (
    <>
      <Notice tone="warning" title={t('notRecorded')}>
        <p>{t('notRecordedHelp')}</p>
      </Notice>
      <Kept recovery={data} />
      <ForDesk person={person} recovery={data} />
    </>
  )
}

const Kept = ({ recovery }: { readonly recovery: Recovery }) => {
  const t = useTexts()
  const [state, setState] = useState<'hidden' | 'shown' | 'tested'>('hidden')
  return (
    <Section title={t('recoverySecret')}>
      {state === 'shown' ? (
        <RecoverySecret text={recovery.text} onTested={() => setState('tested')} />
      ) : (
        <div className={layout['stack']}>
          <p role="status">{t(state === 'tested' ? 'recoveryTested' : 'recoveryKept')}</p>
          <div>
            <Button look="secondary" onClick={() => setState('shown')}>
              {t('seeAndTest')}
            </Button>
          </div>
        </div>
      )}
    </Section>
  )
}

const Lost = ({
  person: { account },
  chain,
  commitment,
  onFound,
}: {
  readonly person: DevicePerson
  readonly chain: string
  readonly commitment: string | undefined
  readonly onFound: () => void
}) => {
  const t = useTexts()
  const make = async () => {
    const { makeRecovery } = await import('@maru/web/city/recovery.ts')
    await makeRecovery(account, chain)
    onFound()
  }
  return (
    <>
      {commitment !== undefined && (
        <Section title={t('typeIn')}>
          <TypeRecovery account={account} chain={chain} commitment={commitment} onFound={onFound} />
        </Section>
      )}
      <Section title={t('makeNew')}>
        <p>{t('makeNewHelp')}</p>
        <div>
          <Button look="secondary" onClick={() => void make()}>
            {t('makeNewButton')}
          </Button>
        </div>
      </Section>
    </>
  )
}

const ForDesk = ({ person, recovery }: { readonly person: DevicePerson; readonly recovery: Recovery }) => {
  const t = useTexts()
  const { data: text } = useQuery({
    queryKey: ['recovery', person.keyId, recovery.text],
    queryFn: async () => {
      const key = await (await openStore()).get('keys', person.keyId)
      return key ? writeJoiner(await joinerOf(key, recovery.commitment)) : null
    },
    staleTime: Infinity,
  })
  if (!text) return null
  return (
    <Section title={t('showDesk')}>
      <p>{t('showDeskHelp')}</p>
      <QrCode text={text} label={t('showPicture')} />
      <CopyText title={t('asText')} text={text} />
    </Section>
  )
}
