import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { rules } from '../rules.ts'
import { useTexts } from './texts.ts'
import { useWords } from './words.ts'

/** For what a text can be hidden, and how one is heard. */
export const Rules = () => {
  const t = useTexts()
  const words = useWords()
  return (
    <Disclosure title={t('rulesTitle')}>
      <div className={layout['stack']}>
        <dl className={layout['stack']}>
          {rules.map((rule) => (
            <div key={rule}>
              <dt className={layout['strong']}>{words[rule]}</dt>
              <dd>{t(`rule-${rule}`)}</dd>
            </div>
          ))}
        </dl>
        <p>{t('howHeard')}</p>
        <div>
          <ButtonLink to="/parameters" look="tertiary" size="small">
            {t('toParameters')}
          </ButtonLink>
        </div>
      </div>
    </Disclosure>
  )
}
