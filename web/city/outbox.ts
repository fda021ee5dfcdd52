/** What waits on this device: sent when the network is back, and counted for the page. */
import { useSyncExternalStore } from 'react'
import type { QueryClient } from '@tanstack/react-query'

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

export const setWaitingCount = (count: number): void => {
  waitingCount = count
  for (const listener of listeners) listener()
}

/** Sends what is left over from before, now and whenever the network comes back. */
export const followNetwork = (queries: QueryClient): void => {
  const sendNow = async (): Promise<void> => {
    const { sendWaiting } = await import('./act.ts')
    setWaitingCount(
      await sendWaiting(({ wish }, { step }) => {
        if (step === 'recorded') void queries.invalidateQueries({ queryKey: [wish.service] })
      }),
    )
  }
  const tryNow = (): void => {
    sendNow().catch(() => {
      // What was refused is off the device; what could not be sent is tried again when the network is back.
    })
  }
  addEventListener('online', tryNow)
  // The first page has other things to do first.
  setTimeout(tryNow, 3_000)
}

const listeners = new Set<() => void>()
let waitingCount = 0
