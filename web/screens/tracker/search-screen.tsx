import { useSearch } from '@tanstack/react-router'
import { useCity } from '../../city/city.ts'
import { LinkCard } from '../../kit/card.tsx'
import { Page, Section } from '../../kit/page.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { SearchField } from './search-field.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'

/** What a number or an id can mean: each of it is one press away. */
export const Screen = () => {
  const t = useTexts()
  const format = useFormat()
  const { data: city } = useCity()
  const { q: asked }: { readonly q?: unknown } = useSearch({ strict: false })
  const q = typeof asked === 'string' || typeof asked === 'number' ? String(asked).trim() : ''
  const number = /^[\d,]{1,18}$/.test(q) ? Number(q.replaceAll(',', '')) : undefined
  const found: { readonly to: string; readonly title: string }[] = []
  if (number !== undefined) {
    const shown = format.number(number)
    if (!city || number <= city.height)
      found.push({ to: `/tracker/blocks/${number}`, title: t('blockNumber', { height: shown }) })
    if (!city || number < city.size)
      found.push({ to: `/tracker/entries/${number}`, title: t('entryNumber', { index: shown }) })
    if (number > 0)
      found.push({ to: `/tracker/proposals/${number}`, title: t('proposalNumber', { number: shown }) })
  }
  const id = q.toLowerCase()
  if (/^[0-9a-f]{64}$/.test(id)) found.push({ to: `/tracker/transactions/${id}`, title: t('act') })
  if (/^[0-9a-f]{40}$/.test(id)) found.push({ to: `/tracker/accounts/${id}`, title: t('account') })
  return (
    <Page title={t('searchTitle')} crumbs={[{ label: t('title'), to: '/tracker' }]}>
      <SearchField key={q} q={q} />
      {found.length === 0 ? (
        <EmptyState title={t('nothingFound')}>
          <p>{t('nothingFoundHelp')}</p>
        </EmptyState>
      ) : (
        <Section title={t('found')}>
          <div className={styles['blocks']}>
            {found.map(({ to, title }) => (
              <LinkCard key={to} to={to} title={title} />
            ))}
          </div>
        </Section>
      )}
    </Page>
  )
}
