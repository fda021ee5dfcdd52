import layout from '@maru/web/parts/layout.module.css'
import { useTexts } from './texts.ts'

/** There is one list of them, which is asked for when it is opened. */
export const DueItem = () => {
  const t = useTexts()
  return (
    <>
      <span className={layout['strong']}>{t('due')}</span>
      <span className={layout['soft']}>{t('dueWhat')}</span>
    </>
  )
}
