import { useState } from 'react'
import { useAct } from '../city/use-act.ts'
import { ActSteps } from '../kit/act-steps.tsx'
import { Button } from '../kit/button.tsx'
import { Choices } from '../kit/choices.tsx'
import { Dialog } from '../kit/dialog.tsx'
import type { Confirmed } from './confirm-act.tsx'
import layout from './layout.module.css'
import { useTexts } from './texts.ts'

export const ConfirmDialog = ({
  wish,
  title,
  what,
  button,
  choice,
  onClose,
}: Confirmed & { readonly onClose: () => void }) => {
  const t = useTexts()
  const { state, start, reset } = useAct()
  const [chosen, setChosen] = useState<string>()
  const missing = choice && chosen === undefined ? choice.missing : undefined
  const send = () =>
    void start(choice ? { ...wish, input: { ...wish.input, [choice.field]: chosen ?? '' } } : wish)
  return (
    <Dialog title={title} onClose={onClose}>
      {state.step === 'idle' ? (
        <>
          <p>{what}</p>
          {choice && <Choices {...choice} value={chosen} onChange={setChosen} />}
          <div className={layout['row']}>
            <Button look="danger" reason={missing} onClick={send}>
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
