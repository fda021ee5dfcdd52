/**
 * What this device knows an account to follow. The city tells it to nobody but the account, and only when it signs; so
 * that a page need not ask for a signature to show a button, the device remembers.
 */
import { useSyncExternalStore } from 'react'

/** As the city writes topics: `proposal:12`. */
export type Topic = `${'proposal' | 'debate' | 'field' | 'district' | 'department'}:${string}`

const storeName = 'maru.follows'

export const useFollows = (account: string | undefined): readonly string[] => {
  const kept = useSyncExternalStore(listen, () => current)
  return account === undefined ? none : (kept[account] ?? none)
}

/** What the city has said is the truth; what was known before is forgotten. */
export const rememberFollows = (account: string, topics: readonly string[]): void => {
  current = { ...current, [account]: topics }
  try {
    localStorage.setItem(storeName, JSON.stringify(current))
  } catch {
    // Then it lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

export const rememberFollow = (account: string, topic: string, isFollowed: boolean): void => {
  const others = (current[account] ?? none).filter((each) => each !== topic)
  rememberFollows(account, isFollowed ? [...others, topic] : others)
}

interface Kept {
  readonly [account: string]: readonly string[]
}

const none: readonly string[] = []

const read = (): Kept => {
  try {
    return JSON.parse(localStorage.getItem(storeName) ?? '{}') as Kept
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
