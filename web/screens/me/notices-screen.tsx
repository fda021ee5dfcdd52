import { useCity } from '../../city/city.ts'
import { usePerson } from '../../city/persons.ts'
import { Page, Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { Nobody } from '../../parts/nobody.tsx'
import { EmailSettings } from './email-settings.tsx'
import { Follows } from './follows.tsx'
import { PushSettings } from './push-settings.tsx'
import { useTexts } from './texts.ts'
import { type Mine, useChannels, useKept } from './use-notices.ts'

/** Of what one is told, and how: nothing leaves the city unless it is asked for here. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  return (
    <Page
      title={t('noticeSettings')}
      crumbs={[{ label: t('title'), to: '/me' }]}
      lead={<p>{t('noticeSettingsLead')}</p>}
    >
      {person && city ? <Settings key={person.account} mine={{ person, chain: city.chain }} /> : <Nobody />}
    </Page>
  )
}

const Settings = ({ mine }: { readonly mine: Mine }) => {
  const t = useTexts()
  const kept = useKept(mine)
  const channels = useChannels()
  const failed = kept.data ? channels : kept
  if (failed.error && !failed.data)
    return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!kept.data || !channels.data) return <Skeleton lines={10} height="80rem" />
  return (
    <>
      <Section title={t('follows')}>
        <Follows mine={mine} kept={kept.data} />
      </Section>
      <Section title={t('email')}>
        {channels.data.email ? <EmailSettings mine={mine} kept={kept.data} /> : <p>{t('emailOff')}</p>}
      </Section>
      <Section title={t('push')}>
        {channels.data.push ? (
          <PushSettings mine={mine} kept={kept.data} publicKey={channels.data.push.publicKey} />
        ) : (
          <p>{t('pushOff')}</p>
        )}
      </Section>
      <p className={layout['soft']}>{t('quiet')}</p>
    </>
  )
}
