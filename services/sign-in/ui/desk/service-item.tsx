import layout from '@maru/web/parts/layout.module.css'
import { useLanguage } from '@maru/web/texts/settings.ts'
import type { Service } from '../data.ts'
import { StateBadge } from '../service-facts.tsx'

export interface ServiceOfQueue extends Service {
  readonly id: string
}

export const ServiceItem = ({ item }: { readonly item: ServiceOfQueue }) => {
  const language = useLanguage()
  return (
    <>
      <span className={layout['strong']}>{item[language]}</span>
      <span className={layout['row']}>
        <span className={layout['soft']}>{item.service}</span>
        <StateBadge state={item.state} />
      </span>
    </>
  )
}
