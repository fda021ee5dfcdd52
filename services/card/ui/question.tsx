/** Who asks for what, and the two answers. Nothing is shown before a press. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  answerRequest,
  declineRequest,
  readRequest,
  type CardRequest,
} from '@maru/client/wallet/answer-request.ts'
import { parseUnverifiedJwt } from '@maru/credentials/jwt.ts'
import { announcedKey, explained, type AnnouncedIssuer } from '@maru/web/city/card-office.ts'
import { noteShown, takeCopy, type HeldCard } from '@maru/web/city/card-store.ts'
import { cityNow, setClock } from '@maru/web/city/clock.ts'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useClaimWords } from './claims.ts'
import { useForgetCard, useIssuer } from './data.ts'
import { useTexts } from './texts.ts'

type Link = { readonly link: URLSearchParams; readonly card: HeldCard }

export const Question = ({ link, card }: Link) => {
  const { data: issuer, error, refetch } = useIssuer()
  if (error && !issuer) return <ErrorState error={error} onRetry={() => void refetch()} />
  return issuer ? <Asked link={link} card={card} issuer={issuer} /> : <Skeleton lines={6} height="40rem" />
}

const Asked = ({ link, card, issuer }: Link & { readonly issuer: AnnouncedIssuer }) => {
  const asked = useQuery({
    queryKey: ['card-request', link.toString()],
    queryFn: async () => {
      await setClock().catch(() => undefined)
      return readRequest({
        link,
        requesterKey: announcedKey(issuer, 'check'),
        parse: parseUnverifiedJwt,
        fetch: (input, init) => fetch(input, init),
        nowSeconds: Math.floor(cityNow() / 1_000),
      })
    },
    retry: false,
    staleTime: Infinity,
  })
  if (asked.error) return <ErrorState error={explained(asked.error)} />
  return asked.data ? <Answer request={asked.data} card={card} /> : <Skeleton lines={6} height="40rem" />
}

const Answer = ({ request, card }: { readonly request: CardRequest; readonly card: HeldCard }) => {
  const t = useTexts()
  const language = useLanguage()
  const { labelOf, valueOf } = useClaimWords()
  const { done, isBusy, error, show, decline } = useAnswer(request, card)
  const name = request.name[language]
  const names = request.asks.map(([first]) => String(first))
  if (done)
    return (
      <div role="status" className={layout['stack']}>
        <Notice tone={done === 'shown' ? 'success' : 'information'} title={t(done, { name })}>
          <p>{t('historyWhat')}</p>
        </Notice>
        <div>
          <ButtonLink to="/card">{t('back')}</ButtonLink>
        </div>
      </div>
    )
  return (
    <Section title={t('asks', { name })}>
      <p>{t('asksWhat')}</p>
      <ul className={layout['tight']}>
        {names.length === 0 && <li>{t('shownValid')}</li>}
        {names.map((claim) => (
          <li key={claim}>
            <span className={layout['strong']}>{labelOf(claim)}</span>{' '}
            {claim in card.claims ? valueOf(claim, card.claims[claim]) : t('notOnCard')}
          </li>
        ))}
      </ul>
      <div className={layout['row']}>
        <Button look="primary" onClick={show} reason={isBusy && t('working')}>
          {t('show')}
        </Button>
        <Button onClick={decline}>{t('decline')}</Button>
      </div>
      {error !== undefined && <ErrorState error={error} />}
    </Section>
  )
}

const useAnswer = (request: CardRequest, card: HeldCard) => {
  const language = useLanguage()
  const forget = useForgetCard()
  const [state, setState] = useState<{
    readonly done?: 'shown' | 'declined'
    readonly isBusy?: true
    readonly error?: unknown
  }>({})
  const answer = async (done: 'shown' | 'declined') => {
    setState({ isBusy: true })
    let goOn: string | undefined
    const send: typeof fetch = (input, init) => fetch(input, init)
    try {
      if (done === 'declined') await declineRequest(request, send)
      else {
        const nowSeconds = Math.floor(cityNow() / 1_000)
        goOn = await answerRequest(
          request,
          { ...(await takeCopy(card)), type: card.type },
          { fetch: send, nowSeconds },
        )
      }
      setState({ done })
    } catch (error) {
      setState({ error: explained(error) })
      return
    }
    const claims = done === 'shown' ? request.asks.map(([first]) => String(first)) : []
    const how = done === 'shown' ? 'online' : 'declined'
    await noteShown({ account: card.account, at: cityNow(), to: request.name[language], claims, how })
    forget(card.account)
    // Signing in ends where it began.
    if (goOn !== undefined) location.assign(goOn)
  }
  return { ...state, show: () => void answer('shown'), decline: () => void answer('declined') }
}
