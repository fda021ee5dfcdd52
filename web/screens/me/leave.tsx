/** Leaving the city: what is erased and what stays is said before it is done. */
import type { Person } from '../../city/persons.ts'
import { Section } from '../../kit/page.tsx'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import layout from '../../parts/layout.module.css'
import styles from './me.module.css'
import { useTexts } from './texts.ts'

export const Leave = ({ person: { account } }: { readonly person: Person }) => {
  const t = useTexts()
  return (
    <Section title={t('leave')}>
      <p>{t('leaveLead')}</p>
      <List title={t('leaveErased')} items={[t('leaveTexts'), t('leaveNotices')]} />
      <List title={t('leaveStays')} items={[t('leaveCounts'), t('leaveRecord'), t('leaveDevice')]} />
      <p>{t('leaveBack')}</p>
      <div>
        <ConfirmAct
          title={t('leaveTitle')}
          what={t('leaveWhat')}
          button={t('leave')}
          wish={{
            service: 'residents',
            action: 'leave-city',
            input: { account },
            about: '/me',
            title: t('leave'),
          }}
        />
      </div>
    </Section>
  )
}

const List = ({ title, items }: { readonly title: string; readonly items: readonly string[] }) => (
  <div className={layout['tight']}>
    <p className={layout['strong']}>{title}</p>
    <ul className={styles['list']}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  </div>
)
