import layout from '@maru/web/parts/layout.module.css'
import { useTexts } from './texts.ts'

/** What somebody comes to the desk for. */
export const ServiceItem = ({ item: { id } }: { readonly item: { readonly id: 'enrol' | 'find' } }) => {
  const t = useTexts()
  return (
    <>
      <span className={layout['strong']}>{t(`service-${id}`)}</span>
      <span className={layout['soft']}>{t(`service-${id}-what`)}</span>
    </>
  )
}
