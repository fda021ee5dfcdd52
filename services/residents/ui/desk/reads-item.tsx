import layout from '@maru/web/parts/layout.module.css'
import { useTexts } from './texts.ts'

export const ReadsItem = () => {
  const t = useTexts()
  return (
    <>
      <span className={layout['strong']}>{t('readsAll')}</span>
      <span className={layout['soft']}>{t('readsAllWhat')}</span>
    </>
  )
}
