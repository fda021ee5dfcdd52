import layout from '@maru/web/parts/layout.module.css'
import { useTexts } from './texts.ts'

export const FindItem = () => {
  const t = useTexts()
  return (
    <>
      <span className={layout['strong']}>{t('row')}</span>
      <span className={layout['soft']}>{t('cards-help')}</span>
    </>
  )
}
