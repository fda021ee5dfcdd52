/** Whether an app of others may fetch one's Citizens Card. It is asked each time, and either button is as large. */
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { agreeToCard, refuse } from './interaction.ts'
import { useTexts } from './texts.ts'
import { useWayOn } from './use-way-on.ts'

export const WalletStep = ({ interaction }: { readonly interaction: string }) => {
  const t = useTexts()
  const { go, isGoing, error } = useWayOn()
  return (
    <div className={layout['stack']}>
      {/* An app with an address of its own kind opens, and this page stays behind it. */}
      <div role="status">
        {isGoing && (
          <Notice title={t('walletBack')}>
            <p>{t('walletBackHelp')}</p>
          </Notice>
        )}
      </div>
      {!isGoing && (
        <form
          className={layout['stack']}
          onSubmit={(event) => {
            event.preventDefault()
            go(() => agreeToCard(interaction))
          }}
        >
          <p>{t('walletHolds')}</p>
          <Notice tone="warning" title={t('walletWarning')}>
            <p>{t('walletWarningHelp')}</p>
          </Notice>
          <Button type="submit" size="large" wide>
            {t('walletAgree')}
          </Button>
          <Button size="large" wide onClick={() => go(() => refuse(interaction))}>
            {t('disagree')}
          </Button>
          {error !== undefined && <ErrorState error={error} />}
        </form>
      )}
    </div>
  )
}
