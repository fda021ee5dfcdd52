import { useAct } from '../city/use-act.ts'
import { ActSteps } from '../kit/act-steps.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import type { Confirmed } from './confirm-act.tsx'
import layout from './layout.module.css'
import { useTexts } from './texts.ts'

export const ConfirmDialog = ({
  wish,
  title,
  what,
  button,
  onClose,
}: Confirmed & { readonly onClose: () => void }) => {
  const t = useTexts()
  const { state, start, reset } = useAct()
  const send = () => void start(wish)
  return (
    <Dialog title={title} onClose={onClose}>
      {state.step === 'idle' ? (
        <>
          <p>{what}</p>
          <div className={layout['row']}>
            <Button look="danger" onClick={send}>
              {button}
            </Button>
            <Button look="tertiary" onClick={onClose}>
              {t('cancel')}
            </Button>
          </div>
        </>
      ) : (
        <ActSteps state={state} onDone={reset} onRetry={send} />
      )}
    </Dialog>
  )
}
