/** The one polite live region of the page. What is said twice in a row is said twice. */
import { useSyncExternalStore } from 'react'

let message = ''
const listeners = new Set<() => void>()

export const announce = (text: string): void => {
  message = message === text ? `${text}\u00a0` : text
  for (const listener of listeners) listener()
}

export const Announcer = () => {
  const said = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => message,
  )
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  )
}
