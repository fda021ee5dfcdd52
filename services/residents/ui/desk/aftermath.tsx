/** What becomes of devices, card and votes, to be told to who stands at the desk before it is signed. */
import layout from '@maru/web/parts/layout.module.css'
import { useTexts } from './texts.ts'

const parts = ['keys', 'card', 'votes', 'record'] as const

export const Aftermath = ({ of }: { readonly of: 'replace' | 'return' }) => {
  const t = useTexts()
  return (
    <section className={layout['stack']} aria-label={t('aftermath')}>
      <p className={layout['strong']}>{t('aftermath')}</p>
      <dl className={layout['stack']}>
        {parts.map((part) => (
          <div key={part} className={layout['tight']}>
            <dt className={layout['strong']}>{t(`aftermath-${part}`)}</dt>
            <dd>{t(`${of}-${part}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
