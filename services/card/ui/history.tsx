import { forgetShown } from '@maru/web/city/card-store.ts'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useClaimWords } from './claims.ts'
import { useForgetCard, useShown } from './data.ts'
import { useTexts } from './texts.ts'

/** What was shown to whom and when. It stands on this device and nowhere else. */
export const History = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const { dateTime } = useFormat()
  const { labelOf } = useClaimWords()
  const forget = useForgetCard()
  const { data: shown = [] } = useShown(account)
  return (
    <Section title={t('historyTitle')}>
      <p>{t('historyWhat')}</p>
      <div>
        <ButtonLink to="/me/person" look="tertiary">
          {t('toReads')}
        </ButtonLink>
      </div>
      {shown.length === 0 ? (
        <p className={layout['soft']}>{t('historyEmpty')}</p>
      ) : (
        <>
          <ul className={layout['stack']}>
            {shown.slice(0, 50).map(({ id, at, to, claims, how }) => (
              <li key={id} className={layout['tight']}>
                <span className={layout['strong']}>
                  {how !== 'code' ? to : to === '' ? t('shownAsCode') : t('shownAsCodeAt', { name: to })}
                </span>
                <span>
                  {how === 'declined' ? t('shownNothing') : claims.map(labelOf).join(', ') || t('shownValid')}
                </span>
                <span className={layout['soft']}>{dateTime(at)}</span>
              </li>
            ))}
          </ul>
          <div>
            <Button look="tertiary" onClick={() => void forgetShown(account).then(() => forget(account))}>
              {t('historyForget')}
            </Button>
          </div>
        </>
      )}
    </Section>
  )
}
