import layout from '@maru/web/parts/layout.module.css'
import { useTexts } from './texts.ts'

/** What a birthday changes, and what everyone can see of it. */
export const DueSubject = () => {
  const t = useTexts()
  return (
    <div className={layout['stack']}>
      <h2>{t('birthdays')}</h2>
      <p className={layout['body']}>{t('birthdaysHow')}</p>
    </div>
  )
}
