/** All services that residents may sign in to: anyone can see who asks for what. */
import { Card } from '@maru/web/kit/card.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useServices } from './data.ts'
import { ServiceFacts } from './service-facts.tsx'
import { useTexts } from './texts.ts'

export const Screen = () => {
  const t = useTexts()
  const language = useLanguage()
  const { data, error, refetch } = useServices()
  return (
    <Page title={t('services')} crumbs={[]} lead={<p>{t('servicesLead')}</p>}>
      {data ? (
        data.services.length === 0 ? (
          <EmptyState title={t('noServices')} />
        ) : (
          <ul className={layout['stack']}>
            {data.services.map((service) => (
              <li key={service.service}>
                <Card>
                  <h2>{service[language]}</h2>
                  <ServiceFacts service={service} />
                </Card>
              </li>
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} height="40rem" />
      )}
    </Page>
  )
}
