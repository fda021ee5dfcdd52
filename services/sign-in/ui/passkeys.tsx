/** One's passkeys: what they are called nobody keeps but the authenticator, so they are told apart by their days. */
import { Badge } from '@maru/web/kit/badge.tsx'
import { Button } from '@maru/web/kit/button.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import type { Mine } from './interaction.ts'
import { addPasskey, type Passkey, useSignInAct } from './mine.ts'
import { useTexts } from './texts.ts'

export const Passkeys = ({
  mine,
  passkeys,
  isOn,
}: {
  readonly mine: Mine
  readonly passkeys: readonly Passkey[]
  readonly isOn: boolean
}) => {
  const t = useTexts()
  const format = useFormat()
  const { mutate, error, isPending } = useSignInAct(mine)
  const canHere = 'PublicKeyCredential' in globalThis
  const isCancelled = error?.name === 'NotAllowedError'
  return (
    <div className={layout['stack']}>
      <p>{t('passkeysHelp')}</p>
      {passkeys.length > 0 && (
        <ul className={layout['stack']}>
          {passkeys.map(({ id, addedAt, usedAt, isBackedUp }, index) => (
            <li key={id} className={layout['row']}>
              <span className={layout['strong']}>{t('passkeyNumber', { number: index + 1 })}</span>
              <Badge tone="neutral">{t(isBackedUp ? 'passkeySynced' : 'passkeyHere')}</Badge>
              <span className={layout['soft']}>
                {t('passkeyAdded', { date: format.date(addedAt) })}
                {usedAt !== null && ` · ${t('passkeyUsed', { date: format.date(usedAt) })}`}
              </span>
              <Button
                size="small"
                look="text"
                onClick={() => mutate((send) => send('remove-passkey', { id }))}
              >
                {t('removePasskey')}
                <span className="visually-hidden">: {t('passkeyNumber', { number: index + 1 })}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          reason={(!isOn || !canHere) && t('passkeysOff')}
          aria-busy={isPending}
          onClick={() => mutate(addPasskey)}
        >
          {t('addPasskey')}
        </Button>
      </div>
      {error && !isCancelled && <ErrorState error={error} />}
    </div>
  )
}
