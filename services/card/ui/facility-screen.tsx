import { useState } from 'react'
import { type City, useCity } from '@maru/web/city/city.ts'
import { type Person, usePerson } from '@maru/web/city/persons.ts'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { Tabs } from '@maru/web/kit/tabs.tsx'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { AskCard } from './ask-card.tsx'
import { useFacilities } from './facilities.ts'
import { ReadCode } from './read-code.tsx'
import { useTexts } from './texts.ts'

/** At a facility's counter: asks for cards, and reads the codes that phones show, with a network or without. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  return (
    <Page title={t('facilityTitle')} crumbs={[]} lead={<p>{t('facilityLead')}</p>}>
      {city ? <Counter city={city} person={person} /> : <Skeleton lines={8} height="60rem" />}
    </Page>
  )
}

const Counter = ({ city, person }: { readonly city: City; readonly person: Person | undefined }) => {
  const t = useTexts()
  const language = useLanguage()
  const [tab, setTab] = useState<'code' | 'ask'>('code')
  const mine = useFacilities().find(({ account }) => account === person?.account)
  return (
    <Tabs
      label={mine ? mine[language] : t('facilityTitle')}
      selected={tab}
      onSelect={setTab}
      items={[
        { id: 'code', label: t('readTab'), content: <ReadCode city={city} account={person?.account} /> },
        {
          id: 'ask',
          label: t('askTab'),
          content:
            mine && person ? (
              <AskCard city={city} person={person} facility={mine} />
            ) : (
              <Notice title={t('notFacility')}>
                <p>{t('notFacilityHelp')}</p>
              </Notice>
            ),
        },
      ]}
    />
  )
}
