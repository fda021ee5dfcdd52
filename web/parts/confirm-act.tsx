/** An act that cannot be taken back: what it does is said before it is done. The dialog is loaded when somebody wants it. */
import { lazy, Suspense, useState } from 'react'
import type { Wish } from '../city/wish.ts'
import { Button } from '../kit/button.tsx'

const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }))

export interface Confirmed {
  readonly wish: Wish
  /** What is asked. */
  readonly title: string
  /** What it does, and what stays. */
  readonly what: string
  /** What the button says, before and in the dialog. */
  readonly button: string
  /** What has to be chosen before: it goes into the input under `field`. */
  readonly choice?: {
    readonly field: string
    readonly legend: string
    readonly options: readonly { readonly value: string; readonly label: string }[]
    /** Why nothing is sent before. */
    readonly missing: string
  }
}

/** `isPossible` is false once it is done: the receipt is still shown then. */
export const ConfirmAct = ({
  isPossible = true,
  ...confirmed
}: Confirmed & { readonly isPossible?: boolean }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {isPossible && (
        <Button look="text" size="small" onClick={() => setOpen(true)}>
          {confirmed.button}
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <ConfirmDialog {...confirmed} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
