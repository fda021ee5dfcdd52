/** A text that somebody adds to a page: the field, the button, what is happening to it, and its receipt. */
import { type ReactNode, useState } from 'react'
import { usePerson } from '../city/persons.ts'
import { useIsOfficer } from '../city/roles.ts'
import { useAct } from '../city/use-act.ts'
import type { Wish } from '../city/wish.ts'
import { ActSteps } from '../kit/act-steps.tsx'
import { Button } from '../kit/button.tsx'
import { TextArea } from '../kit/field.tsx'
import { openWhoDialog } from '../shell/who.ts'
import layout from './layout.module.css'
import { useTexts } from './texts.ts'

export const TextForm = ({
  label,
  help,
  button,
  lengthMax,
  rows = 4,
  reason,
  wishOf,
  children,
}: {
  readonly label: string
  readonly help?: ReactNode
  readonly button: string
  readonly lengthMax: number
  readonly rows?: number
  /** What has to be done before it can be sent. */
  readonly reason?: string | undefined
  readonly wishOf: (text: string) => Wish
  /** What else is chosen, above the field. */
  readonly children?: ReactNode
}) => {
  const t = useTexts()
  const person = usePerson()
  const isOfficer = useIsOfficer()
  const [text, setText] = useState('')
  const { state, start, reset } = useAct()
  const isUnderWay = state.step === 'signing' || state.step === 'sending'
  const isSent = state.step === 'recorded' || state.step === 'provable' || state.step === 'waiting'
  const length = [...text].length
  const send = () => {
    if (!person) return openWhoDialog()
    if (!isUnderWay) void start(wishOf(text))
  }
  const again = () => {
    setText('')
    reset()
  }
  if (isSent) {
    return (
      <div className={layout['stack']}>
        <ActSteps state={state} onDone={again} onRetry={send} />
        {state.step !== 'waiting' && (
          <div>
            <Button look="text" onClick={again}>
              {t('writeAnother')}
            </Button>
          </div>
        )}
      </div>
    )
  }
  return (
    <form
      className={layout['stack']}
      onSubmit={(event) => {
        event.preventDefault()
        if (reasonNot() === undefined) send()
      }}
    >
      {children}
      <TextArea
        label={label}
        help={help}
        required
        rows={rows}
        value={text}
        lengthMax={lengthMax}
        onChange={(event) => setText(event.target.value)}
      />
      <div>
        <Button look="primary" type="submit" reason={reasonNot()} aria-busy={isUnderWay}>
          {button}
        </Button>
      </div>
      <ActSteps state={state} onDone={again} onRetry={send} />
    </form>
  )

  function reasonNot(): string | undefined {
    if (isOfficer) return t('residentsOnly')
    if (reason !== undefined) return reason
    if (text.trim() === '') return t('writeFirst')
    return length > lengthMax ? t('tooLong') : undefined
  }
}
