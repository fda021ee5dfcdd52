import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { openWhoDialog } from '../../shell/who.ts'
import { useTexts } from './texts.ts'

/** What is one's own is nobody's until one has chosen who to be. */
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
