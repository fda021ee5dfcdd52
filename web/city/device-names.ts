/** What somebody calls their devices. It stays on the device where it was written: no record and no server has it. */
import { useSyncExternalStore } from 'react'

export const deviceNameMax = 40

/** By the id of their keys. */
export const useDeviceNames = (): Names => useSyncExternalStore(listen, () => current)

/** An empty name is none. */
export const nameDevice = (keyId: string, name: string): void => {
  const { [keyId]: _, ...others } = current
  const given = name.trim().slice(0, deviceNameMax)
  current = given === '' ? others : { ...others, [keyId]: given }
  try {
    localStorage.setItem(storeName, JSON.stringify(current))
  } catch {
    // Then it lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

interface Names {
  readonly [keyId: string]: string
}

const storeName = 'maru.device-names'

const read = (): Names => {
  try {
    return JSON.parse(localStorage.getItem(storeName) ?? '{}') as Names
  } catch {
    return {}
  }
}

const listeners = new Set<() => void>()
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

let current = read()
