/** How many anonymous votes wait on this device, for the page's frame: it loads nothing that sends them. */
import { useSyncExternalStore } from 'react'

/** When each is to be sent, by the city's clock. */
export const useKeptVotes = (): readonly number[] => useSyncExternalStore(listen, () => shown)

export const showKeptVotes = (times: readonly number[]): void => {
  if (times.join() === shown.join()) return
  shown = times
  for (const listener of listeners) listener()
}

const listeners = new Set<() => void>()
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
let shown: readonly number[] = []
