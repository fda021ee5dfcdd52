/** A button for what cannot be undone: it says what it does and asks once more, where it stands. */
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Notice } from '../../kit/notice.tsx'
import layout from '../../parts/layout.module.css'
import { useTexts } from './texts.ts'

export const AskFirst = ({
  button,
  ask,
  yes,
  onYes,
}: {
  readonly button: string
  readonly ask: string
  readonly yes: string
  readonly onYes: () => void
}) => {
  const t = useTexts()
  /** Undefined until it was pressed first. */
  const [isAsked, setAsked] = useState<boolean>()
  if (isAsked !== true) {
    return (
      <div>
        <Button look="danger" autoFocus={isAsked === false} onClick={() => setAsked(true)}>
          {button}
        </Button>
      </div>
    )
  }
  return (
    <Notice tone="warning" isUrgent>
      <p>{ask}</p>
      <div className={layout['row']}>
        <Button
          look="danger"
          onClick={() => {
            setAsked(false)
            onYes()
          }}
        >
          {yes}
        </Button>
        <Button look="tertiary" autoFocus onClick={() => setAsked(false)}>
          {t('cancel')}
        </Button>
      </div>
    </Notice>
  )
}
