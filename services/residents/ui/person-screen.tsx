import { useNameOf } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { isNobody } from '@maru/web/city/vault-refusals.ts'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Nobody } from '@maru/web/parts/nobody.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { Fragment } from 'react'
import { useDoors } from './doors.ts'
import { OwnReads } from './own-reads.tsx'
import { useTexts } from './texts.ts'
import { useVaultQuery } from './vault-query.ts'

interface Answer {
  readonly person: {
    readonly name: string
    readonly birthDate: string
    readonly district: string
    readonly guardian?: object
    readonly proofing: { readonly door: 'desk' | 'openid'; readonly at: number }
  }
}

/** What the locked vault keeps of oneself, and who was told of it. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: doors } = useDoors()
  return (
    <Page title={t('personTitle')} crumbs={[{ label: t('me'), to: '/me' }]} lead={<p>{t('personLead')}</p>}>
      {person ? (
        <Fragment key={person.account}>{doors?.desk === false ? <p>{t('noVault')}</p> : <Kept />}</Fragment>
      ) : (
        <Nobody />
      )}
    </Page>
  )
}

const Kept = () => (
  <>
    <Mine />
    <OwnReads />
  </>
)

const Mine = () => {
  const t = useTexts()
  const { data, error, refetch } = useVaultQuery<Answer>('read-own')
  return (
    <Section title={t('keptOfMe')}>
      {isNobody(error) ? (
        <p>{t('nothingKept')}</p>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Facts person={data.person} />
      ) : (
        <Skeleton lines={4} height="18rem" />
      )}
    </Section>
  )
}

const Facts = ({ person: { name, birthDate, district, guardian, proofing } }: Answer) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const facts = [
    [t('factName'), name],
    [t('factBirthDate'), birthDate],
    [t('factDistrict'), nameOf('districts', district)],
    [t('factDoor'), t(`door-${proofing.door}`, { date: format.date(proofing.at) })],
    ...(guardian ? [[t('factGuardian'), t('guardianKept')] as const] : []),
  ] as const
  return (
    <dl className={layout['stack']}>
      {facts.map(([label, value]) => (
        <div key={label} className={layout['tight']}>
          <dt className={layout['soft']}>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
