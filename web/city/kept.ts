/** Something small that stays on this device, in local storage, and that screens follow. */
import { useSyncExternalStore } from 'react'

export interface Kept<Value> {
  readonly current: () => Value
  readonly change: (value: Value) => void
  /** As a screen reads it. */
  readonly use: () => Value
}

/** `empty` is what there is before anything was kept. */
export const keepOnDevice = <Value>(name: string, empty: Value): Kept<Value> => {
  const listeners = new Set<() => void>()
  let value = read(name, empty)
  const current = (): Value => value
  const listen = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    current,
    change: (next) => {
      value = next
      try {
        localStorage.setItem(name, JSON.stringify(next))
      } catch {
        // Then it lasts as long as the page.
      }
      for (const listener of listeners) listener()
    },
    use: () => useSyncExternalStore(listen, current),
  }
}

const read = <Value>(name: string, empty: Value): Value => {
  try {
    return (JSON.parse(localStorage.getItem(name) ?? 'null') as Value | null) ?? empty
  } catch {
    return empty
  }
}
