/** A public service sent somebody here to sign in: who they are, and what the service may be told. */
import { useCity } from '@maru/web/city/city.ts'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { CardCode } from './card-code.tsx'
import { ConsentStep } from './consent-step.tsx'
import { askDetails, type Details, proveByCard } from './interaction.ts'
import { LoginStep } from './login-step.tsx'
import { useTexts } from './texts.ts'
import { useWayOn } from './use-way-on.ts'
import { WalletStep } from './wallet-step.tsx'

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
  const { code }: { readonly code?: string | number } = useSearch({ strict: false })
  const digits = String(code ?? '').padStart(8, '0')
  const isCode = code !== undefined && /^[0-9]{8}$/.test(digits)
  const { go, error: cardError } = useWayOn()
  // The wallet of this device led back here: this is the browser that asked.
  const isBack = isCode && data?.step === 'login'
  useEffect(() => {
    if (isBack) go(() => proveByCard(interaction, digits))
  }, [isBack, go, interaction, digits])
  if (error && isCode) return <CardCode code={digits} />
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
  return (
    <>
      {cardError !== undefined && <ErrorState error={cardError} />}
      <Step interaction={interaction} details={data} chain={city.chain} />
    </>
  )
}

const Step = (props: { readonly interaction: string; readonly details: Details; readonly chain: string }) => {
  const t = useTexts()
  const service = props.details[useLanguage()]
  const { isWallet, step } = props.details
  if (step === 'consent' && isWallet) {
    return (
      <Page title={t('walletTo', { service })} lead={<p>{t('walletLead', { service })}</p>}>
        <WalletStep {...props} />
      </Page>
    )
  }
  const isLogin = step === 'login'
  const title = isLogin ? (isWallet ? 'walletSignIn' : 'signInTo') : 'agreeTo'
  const lead = <p>{t(loginLead(isLogin, isWallet), { service })}</p>
  return (
    <Page title={t(title, { service })} lead={lead}>
      {isLogin ? <LoginStep {...props} /> : <ConsentStep {...props} />}
    </Page>
  )
}

const loginLead = (isLogin: boolean, isWallet: boolean) =>
  isWallet ? 'walletLoginLead' : isLogin ? 'loginLead' : 'consentLead'
