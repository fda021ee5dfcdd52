/** The dialog in which one chooses who to be is one for the whole page: screens open it when somebody has to sign. */
import { useSyncExternalStore } from 'react'

let isOpen = false
const listeners = new Set<() => void>()

const setOpen = (value: boolean): void => {
  isOpen = value
  for (const listener of listeners) listener()
}

export const openWhoDialog = (): void => setOpen(true)

export const useWhoDialog = () =>
  [
    useSyncExternalStore(
      (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      () => isOpen,
    ),
    setOpen,
  ] as const
