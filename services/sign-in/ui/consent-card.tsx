/** One consent: to whom, what, until when; and taking it back, which counts at once. */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { useAct } from '@maru/web/city/use-act.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { Badge } from '@maru/web/kit/badge.tsx'
import { Button } from '@maru/web/kit/button.tsx'
import { Card } from '@maru/web/kit/card.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useFormat } from '@maru/web/texts/format.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useService } from './data.ts'
import type { Mine } from './interaction.ts'
import { type Consent, useSignInAct } from './mine.ts'
import { useTexts } from './texts.ts'
import { useWords } from './words.ts'

export const ConsentCard = ({ consent, mine }: { readonly consent: Consent; readonly mine: Mine }) => {
  const t = useTexts()
  const words = useWords()
  const format = useFormat()
  const language = useLanguage()
  const { data: service } = useService(consent.service)
  const { state, start, reset } = useAct()
  const { mutate, error, isPending } = useSignInAct(mine)
  const name = service?.[language] ?? consent.service
  const told = consent.attributes.map((each) => words[each]).join(', ')
  const wish = (action: 'give-consent' | 'withdraw-consent') => ({
    service: 'sign-in',
    action,
    input: { consent: hexToBytes(consent.commitment) },
    about: '/me/sign-in',
    title: t(action === 'give-consent' ? 'signReceipt' : 'withdraw'),
  })
  const withdraw = () =>
    mutate(async (send) => {
      await send('withdraw', { commitment: consent.commitment })
      // Said to the server first, so that it counts also when the record cannot be reached.
      if (consent.isRecorded) await start(wish('withdraw-consent'))
    })
  return (
    <li>
      <Card>
        <h3>{name}</h3>
        <p>{told === '' ? t('toldNothing') : t('told', { told })}</p>
        <p className={layout['soft']}>
          {t('given', { date: format.dateTime(consent.at) })} ·{' '}
          {consent.endedAt === null
            ? t('endsOn', { date: format.dateTime(consent.until) })
            : t('endedOn', { date: format.dateTime(consent.endedAt) })}
        </p>
        <p className={layout['row']}>
          <Badge tone={consent.isInForce ? 'success' : 'neutral'}>
            {t(consent.isInForce ? 'counts' : 'countsNoMore')}
          </Badge>
          {consent.isRecorded && <Badge tone="information">{t('onRecord')}</Badge>}
        </p>
        {consent.isInForce && (
          <div className={layout['row']}>
            <Button size="small" look="tertiary" aria-busy={isPending} onClick={withdraw}>
              {t('withdraw')}
              <span className="visually-hidden">: {name}</span>
            </Button>
            {!consent.isRecorded && state.step === 'idle' && (
              <Button
                size="small"
                look="text"
                onClick={() => mutate(async () => void (await start(wish('give-consent'))))}
              >
                {t('signReceipt')}
                <span className="visually-hidden">: {name}</span>
              </Button>
            )}
          </div>
        )}
        {error && <ErrorState error={error} />}
        <ActSteps state={state} onDone={reset} onRetry={withdraw} />
      </Card>
    </li>
  )
}
