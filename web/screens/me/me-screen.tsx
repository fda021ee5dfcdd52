import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCityQuery } from '../../city/api.ts'
import { useCity } from '../../city/city.ts'
import { type Person, usePerson } from '../../city/persons.ts'
import { usePseudonym } from '../../city/pseudonym.ts'
import { useRoles } from '../../city/roles.ts'
import { Notice } from '../../kit/notice.tsx'
import { Page } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Nobody } from '../../parts/nobody.tsx'
import { Acts } from './acts.tsx'
import { Devices } from './devices.tsx'
import { Inbox } from './inbox.tsx'
import { Kept } from './kept.tsx'
import { useTexts } from './texts.ts'

const tabs = ['acts', 'inbox', 'devices', 'kept'] as const
type Tab = (typeof tabs)[number]

/** What is one's own: what one did, what one is told, the keys, and the way out. */
export const Screen = () => {
  const t = useTexts()
  const person = usePerson()
  const { data: city } = useCity()
  if (!person || !city) {
    return (
      <Page title={t('title')} crumbs={[]} lead={<p>{t('lead')}</p>}>
        <Nobody />
      </Page>
    )
  }
  return <Mine key={person.account} person={person} chain={city.chain} />
}

const Mine = ({ person, chain }: { readonly person: Person; readonly chain: string }) => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const navigate = useNavigate()
  const search: { readonly tab?: string } = useSearch({ strict: false })
  const tab = tabs.find((each) => each === search.tab) ?? 'acts'
  const show = (tab: Tab) => void navigate({ to: '/me', search: { tab }, replace: true, resetScroll: false })
  const { account } = person
  return (
    <Page title={t('title')} crumbs={[]} lead={<p>{t('known', { name: pseudonym(account) })}</p>}>
      <Standing account={account} />
      <Tabs
        label={t('title')}
        selected={tab}
        onSelect={show}
        items={[
          { id: 'acts', label: t('acts'), content: <Acts account={account} chain={chain} /> },
          { id: 'inbox', label: t('inbox'), content: <Inbox person={person} chain={chain} /> },
          { id: 'devices', label: t('devices'), content: <Devices person={person} /> },
          { id: 'kept', label: t('kept'), content: <Kept person={person} chain={chain} /> },
        ]}
      />
    </Page>
  )
}

/** Said of who cannot take part now. Officers are no residents, and the city answers that it knows none. */
const Standing = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const { data } = useCityQuery<{ readonly state: 'active' | 'suspended' | 'left' }>(
    'residents',
    'resident',
    { account },
    { enabled: useRoles()?.length === 0 },
  )
  if (!data || data.state === 'active') return null
  return (
    <Notice tone="warning" title={t(`standing-${data.state}`)}>
      <p>{t(`standing-${data.state}Help`)}</p>
    </Notice>
  )
}
