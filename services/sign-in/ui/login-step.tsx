/** Who one is: by the key of this device, or by a passkey. Nobody types a name. */
import { usePerson } from '@maru/web/city/persons.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { CardPart } from './card-part.tsx'
import { type Details, proveByDevice, proveByPasskey, refuse } from './interaction.ts'
import { useTexts } from './texts.ts'
import { useWayOn } from './use-way-on.ts'

export const LoginStep = ({
  interaction,
  details: { arePasskeysOn, areCardsOn, isWallet },
  chain,
}: {
  readonly interaction: string
  readonly details: Details
  readonly chain: string
}) => {
  const t = useTexts()
  const person = usePerson()
  const pseudonym = usePseudonym()
  const { go, isGoing, error } = useWayOn()
  const hasPasskeys = arePasskeysOn && 'PublicKeyCredential' in globalThis
  return (
    <div className={layout['stack']}>
      {person ? (
        <Button
          look="primary"
          size="large"
          wide
          aria-busy={isGoing}
          onClick={() => go(() => proveByDevice(interaction, { person, chain }))}
        >
          {t('byDevice', { name: pseudonym(person.account) })}
        </Button>
      ) : (
        <Notice title={t('noKeyHere')}>
          <p>{t('noKeyHereHelp')}</p>
          <div>
            <Button size="small" look="tertiary" onClick={openWhoDialog}>
              {t('chooseWho')}
            </Button>
          </div>
        </Notice>
      )}
      {hasPasskeys && (
        <Button size="large" wide aria-busy={isGoing} onClick={() => go(() => proveByPasskey(interaction))}>
          {t('byPasskey')}
        </Button>
      )}
      {areCardsOn && <CardPart interaction={interaction} isGoing={isGoing} go={go} />}
      <Button look="tertiary" size="large" wide onClick={() => go(() => refuse(interaction))}>
        {t('doNotSignIn')}
      </Button>
      {error !== undefined && <ErrorState error={error} />}
      <p className={layout['soft']}>{t(isWallet ? 'walletLoginKept' : 'loginKept')}</p>
    </div>
  )
}
