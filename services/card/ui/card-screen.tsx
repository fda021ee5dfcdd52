import { type City, useCity } from '@maru/web/city/city.ts'
import { type Person, usePerson } from '@maru/web/city/persons.ts'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { Nobody } from '@maru/web/parts/nobody.tsx'
import { GetCard } from './get-card.tsx'
import { MyCard } from './my-card.tsx'
import { useHeldCard } from './data.ts'
import { useTexts } from './texts.ts'

/** The Citizens Card of who is on this device: getting it, showing it, and stopping it. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: city, error, refetch } = useCity()
  return (
    <Page title={t('title')} crumbs={[]} lead={<p>{t('lead')}</p>}>
      {!person ? (
        <Nobody />
      ) : city ? (
        <Held key={person.account} person={person} city={city} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} height="60rem" />
      )}
    </Page>
  )
}

const Held = ({ person, city }: { readonly person: Person; readonly city: City }) => {
  const { data: card } = useHeldCard(person.account)
  if (card === undefined) return <Skeleton lines={8} height="60rem" />
  return card ? <MyCard person={person} city={city} card={card} /> : <GetCard person={person} city={city} />
}
