/** What waits on this device: sent when the network is back, counted for the page, and followed by who has sent it. */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { OnStep } from './act.ts'

export const useOnline = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener)
      addEventListener('offline', listener)
      return () => {
        removeEventListener('online', listener)
        removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )

export const useWaitingCount = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => waitingCount,
  )

/** Counts again, after something was put on the device or taken off. */
export const countWaiting = async (): Promise<void> => {
  const { openStore } = await import('./store.ts')
  waitingCount = await (await openStore()).count('outbox')
  for (const listener of listeners) listener()
}

/** Hears how far a waiting act is once it is sent. */
export const followAct = (key: string, onStep: OnStep): (() => void) => {
  followers.set(key, onStep)
  return () => void followers.delete(key)
}

/** Sends what is left over from before, now and whenever the network comes back. */
export const followNetwork = (queries: QueryClient): void => {
  const sendNow = async (): Promise<void> => {
    const { sendWaiting } = await import('./act.ts')
    await sendWaiting(({ key, wish }, step) => {
      followers.get(key)?.(step)
      if (step.step === 'recorded') void queries.invalidateQueries({ queryKey: [wish.service] })
    })
    await countWaiting()
    const { resumeVotes } = await import('./vote-runner.ts')
    await resumeVotes()
  }
  const tryNow = (): void => {
    sendNow().catch(() => {
      // The code that sends could not be loaded: the next time the network comes back, it is tried again.
    })
  }
  addEventListener('online', tryNow)
  // The first page has other things to do first.
  setTimeout(tryNow, 3_000)
}

const followers = new Map<string, OnStep>()
const listeners = new Set<() => void>()
let waitingCount = 0
