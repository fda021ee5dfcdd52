/** What residents ask first, and where to go with it. Every page's footer leads here. */
import { Link } from '@tanstack/react-router'
import { Page, Section } from '../../kit/page.tsx'
import { useTexts } from './texts.ts'

const questions = [
  { key: 'take-part', to: '/proposals', search: {} },
  { key: 'polls', to: '/polls', search: {} },
  { key: 'answer', to: '/proposals', search: { sort: 'overdue' } },
  { key: 'receipt', to: '/check', search: {} },
  { key: 'public', to: '/tracker', search: {} },
  { key: 'reads', to: '/me/person', search: {} },
  { key: 'lost', to: '/me', search: { tab: 'devices' } },
  { key: 'erase', to: '/me', search: {} },
  { key: 'hidden', to: '/me', search: { tab: 'inbox' } },
] as const

export const Screen = () => {
  const t = useTexts()
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>}>
      {questions.map(({ key, to, search }) => (
        <div key={key} id={key}>
          <Section title={t(`${key}-question`)}>
            <p>{t(`${key}-answer`)}</p>
            <p>
              <Link to={to} search={search}>
                {t(`${key}-link`)}
              </Link>
            </p>
          </Section>
        </div>
      ))}
      <Section title={t('read-question')}>
        <p>{t('read-answer')}</p>
      </Section>
    </Page>
  )
}
