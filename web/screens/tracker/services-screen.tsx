import { useCity } from '../../city/city.ts'
import { Page, Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { useServiceWords } from '../acts/service-words.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'

/** The services that the city runs, with the numbers that are in force in each. */
export const Screen = () => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const { data: city, error, refetch } = useCity()
  return (
    <Page
      title={t('services')}
      crumbs={[{ label: t('title'), to: '/tracker' }]}
      lead={<p>{t('servicesLead')}</p>}
    >
      {error && !city ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !city ? (
        <Skeleton lines={10} height="60rem" />
      ) : (
        city.services.map((service) => {
          const numbers = Object.entries(city.parameters[service] ?? {})
          return (
            <Section key={service} title={words.service(service)}>
              {numbers.length === 0 ? (
                <p className={styles['soft']}>{t('noNumbers')}</p>
              ) : (
                <Table
                  caption={t('numbersOf', { service: words.service(service) })}
                  rows={numbers}
                  keyOf={([name]) => name}
                  columns={[
                    { id: 'name', title: t('number'), cell: ([name]) => words.parameter(service, name) },
                    {
                      id: 'value',
                      title: t('value'),
                      cell: ([, value]) => format.number(value),
                      isNumber: true,
                    },
                  ]}
                />
              )}
            </Section>
          )
        })
      )}
    </Page>
  )
}
