/** What the record says of a relying service: what it may ask and what for, and where it sends people back to. */
import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import type { Service } from './data.ts'
import { useTexts } from './texts.ts'
import { useWords } from './words.ts'

const tones: { readonly [state in Service['state']]: Tone } = {
  active: 'success',
  suspended: 'warning',
  ended: 'neutral',
}

export const StateBadge = ({ state }: Pick<Service, 'state'>) => (
  <Badge tone={tones[state]}>{useWords()[state]}</Badge>
)

export const ServiceFacts = ({ service }: { readonly service: Service }) => {
  const t = useTexts()
  const words = useWords()
  const language = useLanguage()
  const format = useFormat()
  return (
    <div className={layout['stack']}>
      <p className={layout['row']}>
        <StateBadge state={service.state} />
        <code>{service.service}</code>
        <span className={layout['soft']}>{t('since', { date: format.date(service.since) })}</span>
      </p>
      {service.asks.length === 0 ? (
        <p>{t('mayAskNothing')}</p>
      ) : (
        <dl className={layout['stack']}>
          {service.asks.map(({ attribute, ...purpose }) => (
            <div key={attribute}>
              <dt className={layout['strong']}>{words[attribute]}</dt>
              <dd>{purpose[language]}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={layout['soft']}>{t('goesBack', { address: service.redirects.join(', ') })}</p>
    </div>
  )
}
