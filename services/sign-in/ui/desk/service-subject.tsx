import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useService } from '../data.ts'
import { ServiceFacts } from '../service-facts.tsx'
import { useTexts } from './texts.ts'

export const ServiceSubject = ({ id }: { readonly id: string }) =>
  id === 'new' ? <How /> : <Known id={id} />

const How = () => {
  const t = useTexts()
  return (
    <>
      <h2>{t('register')}</h2>
      <p>{t('registerHow')}</p>
    </>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const language = useLanguage()
  const { data, error, refetch } = useService(id)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} height="20rem" />
  return (
    <>
      <h2>{data[language]}</h2>
      <ServiceFacts service={data} />
    </>
  )
}
