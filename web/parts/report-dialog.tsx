import { words as wordsEn } from '@maru/services/moderation/locales/en.json'
import { words as wordsKo } from '@maru/services/moderation/locales/ko.json'
import { rules, type Rule } from '@maru/services/moderation/rules.ts'
import { useState } from 'react'
import { useAct } from '../city/use-act.ts'
import { ActSteps } from '../kit/act-steps.tsx'
import { Button } from '../kit/button.tsx'
import { Choices } from '../kit/choices.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useLanguage } from '../texts/settings.ts'
import type { Reported } from './report.tsx'
import { useTexts } from './texts.ts'

export const ReportDialog = ({
  service,
  number,
  about,
  onClose,
}: Reported & { readonly onClose: () => void }) => {
  const t = useTexts()
  const words = useLanguage() === 'ko' ? wordsKo : wordsEn
  const [reason, setReason] = useState<Rule>()
  const { state, start, reset } = useAct()
  const send = () => {
    if (reason)
      void start({
        service: 'moderation',
        action: 'report-text',
        input: { service, number, reason },
        about,
        title: `${t('reportOf')}: ${words[reason]}`,
      })
  }
  return (
    <Dialog title={t('reportTitle')} onClose={onClose}>
      {state.step === 'idle' ? (
        <>
          <p>{t('reportWhat')}</p>
          <Choices
            legend={t('reportReason')}
            options={rules.map((value) => ({ value, label: words[value] }))}
            value={reason}
            onChange={setReason}
          />
          <Button look="primary" reason={reason ? undefined : t('reportChoose')} onClick={send}>
            {t('reportSend')}
          </Button>
        </>
      ) : (
        <ActSteps state={state} onDone={reset} onRetry={send} />
      )}
    </Dialog>
  )
}
