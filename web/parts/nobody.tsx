import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/states.tsx'
import { openWhoDialog } from '../shell/who.ts'
import { useTexts } from './texts.ts'

/** Instead of what is one's own, which is nobody's until one has chosen who to be on this device. */
export const Nobody = () => {
  const t = useTexts()
  return (
    <EmptyState title={t('nobody')}>
      <p>{t('nobodyHelp')}</p>
      <Button look="primary" onClick={openWhoDialog}>
        {t('choose')}
      </Button>
    </EmptyState>
  )
}
