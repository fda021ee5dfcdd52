import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { usePerson } from '@maru/web/city/persons.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState } from '@maru/web/kit/states.tsx'
import { Nobody } from '@maru/web/parts/nobody.tsx'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import { useHeldCard } from './data.ts'
import { readRequestLink } from './links.ts'
import { Question } from './question.tsx'
import { useTexts } from './texts.ts'

/** Somebody asks for the card: by a link on this device, or by a picture on another that is read here. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  return (
    <Page title={t('showTitle')} crumbs={[{ label: t('title'), to: '/card' }]} lead={<p>{t('showLead')}</p>}>
      {person ? <Find account={person.account} /> : <Nobody />}
    </Page>
  )
}

const Find = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const search: { readonly client_id?: string; readonly request_uri?: string } = useSearch({ strict: false })
  const [read, setRead] = useState<URLSearchParams>()
  const { data: card } = useHeldCard(account)
  if (card === undefined) return <Skeleton lines={6} height="40rem" />
  if (!card)
    return (
      <EmptyState title={t('noCard')}>
        <ButtonLink to="/card" look="primary">
          {t('getTitle')}
        </ButtonLink>
      </EmptyState>
    )
  const { client_id: clientId, request_uri: uri } = search
  const link =
    read ??
    (typeof clientId === 'string' && typeof uri === 'string'
      ? new URLSearchParams({ client_id: clientId, request_uri: uri })
      : undefined)
  if (link) return <Question key={link.toString()} link={link} card={card} />
  return (
    <ReadOrPaste
      label={t('linkText')}
      help={t('linkHelp')}
      wrong={t('linkWrong')}
      read={readRequestLink}
      onFound={setRead}
    />
  )
}
