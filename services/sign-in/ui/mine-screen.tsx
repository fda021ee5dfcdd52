/** Where one has signed in: what each service may be told until when, taking it back, and one's passkeys. */
import { useCity } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Nobody } from '@maru/web/parts/nobody.tsx'
import { ConsentCard } from './consent-card.tsx'
import type { Mine } from './interaction.ts'
import { useSignIns } from './mine.ts'
import { Passkeys } from './passkeys.tsx'
import { useTexts } from './texts.ts'

export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  return (
    <Page title={t('mine')} crumbs={[{ to: '/me', label: t('me') }]} lead={<p>{t('mineLead')}</p>}>
      {person && city ? <Own key={person.account} person={person} chain={city.chain} /> : <Nobody />}
    </Page>
  )
}

const Own = (mine: Mine) => {
  const t = useTexts()
  const { data, error, refetch } = useSignIns(mine)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  const inForce = data.consents.filter(({ isInForce }) => isInForce)
  const ended = data.consents.filter(({ isInForce }) => !isInForce)
  return (
    <>
      <Section title={t('inForce')}>
        {inForce.length === 0 ? (
          <EmptyState title={t('noneInForce')}>
            <p>{t('noneInForceHelp')}</p>
          </EmptyState>
        ) : (
          <ul className={layout['stack']}>
            {inForce.map((consent) => (
              <ConsentCard key={consent.commitment} consent={consent} mine={mine} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('passkeys')}>
        <Passkeys mine={mine} passkeys={data.passkeys} isOn={data.arePasskeysOn} />
      </Section>
      <div>
        <ButtonLink to="/services" look="tertiary">
          {t('toServices')}
        </ButtonLink>
      </div>
      {ended.length > 0 && (
        <Section title={t('ended')}>
          <ul className={layout['stack']}>
            {ended.map((consent) => (
              <ConsentCard key={consent.commitment} consent={consent} mine={mine} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
