/** A public service sent somebody here to sign in: who they are, and what the service may be told. */
import { useCity } from '@maru/web/city/city.ts'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ConsentStep } from './consent-step.tsx'
import { askDetails, type Details } from './interaction.ts'
import { LoginStep } from './login-step.tsx'
import { useTexts } from './texts.ts'

export const Screen = () => {
  const t = useTexts()
  const { interaction = '' }: { readonly interaction?: string } = useParams({ strict: false })
  const { data: city } = useCity()
  const { data, error } = useQuery({
    queryKey: ['interaction', interaction],
    queryFn: () => askDetails(interaction),
    staleTime: Infinity,
    retry: false,
  })
  if (error) {
    return (
      <Page title={t('signIn')}>
        <ErrorState error={error} />
      </Page>
    )
  }
  if (!data || !city) {
    return (
      <Page title={t('signIn')}>
        <Skeleton lines={8} height="40rem" />
      </Page>
    )
  }
  return <Step interaction={interaction} details={data} chain={city.chain} />
}

const Step = (props: { readonly interaction: string; readonly details: Details; readonly chain: string }) => {
  const t = useTexts()
  const service = props.details[useLanguage()]
  const isLogin = props.details.step === 'login'
  const lead = <p>{t(isLogin ? 'loginLead' : 'consentLead', { service })}</p>
  return (
    <Page title={t(isLogin ? 'signInTo' : 'agreeTo', { service })} lead={lead}>
      {isLogin ? <LoginStep {...props} /> : <ConsentStep {...props} />}
    </Page>
  )
}
