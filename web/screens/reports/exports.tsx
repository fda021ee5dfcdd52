/** Everything to take along: the numbers of this page, and all that they are counted from. */
import { Section } from '../../kit/page.tsx'
import layout from '../../parts/layout.module.css'
import styles from './reports.module.css'
import { useTexts } from './texts.ts'

const files = [
  { href: '/api/open-data', label: 'openData' },
  { href: '/api/statistics', label: 'statistics' },
  { href: '/api/reports/unanswered', label: 'unansweredFile' },
] as const

export const Exports = () => {
  const t = useTexts()
  return (
    <Section title={t('exports')}>
      <p>{t('exportsLead')}</p>
      <ul className={styles['files']}>
        {files.map(({ href, label }) => (
          <li key={href}>
            <a href={href} className={layout['link']}>
              {t(label)}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
