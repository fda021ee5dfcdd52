/** Acts of office, one after the other, as a form hands them over: one answer, or three proposals joined into a fourth. */
import { createContext, useContext, useState } from 'react'
import { type ActState, useAct } from '../../city/use-act.ts'
import type { Wish } from '../../city/wish.ts'

export interface Acts {
  readonly state: ActState
  /** Acts that are recorded, of all that were asked for. */
  readonly done: number
  readonly all: number
  /** `onRecorded` is called when all of them are, as to forget a draft. */
  readonly start: (wishes: readonly Wish[], onRecorded?: () => void) => void
  /** Goes on where it stopped. */
  readonly retry: () => void
  readonly reset: () => void
}

interface Asked {
  readonly wishes: readonly Wish[]
  readonly onRecorded: (() => void) | undefined
}

export const useActs = (): Acts => {
  const { state, start, reset } = useAct()
  const [asked, setAsked] = useState<Asked>({ wishes: [], onRecorded: undefined })
  const [done, setDone] = useState(0)
  const run = async (asked: Asked, from: number): Promise<void> => {
    setAsked(asked)
    setDone(from)
    for (let at = from; at < asked.wishes.length; at++) {
      const last = await start(asked.wishes[at] as Wish)
      // What was refused or waits for the network stops the others.
      if (last?.step !== 'recorded' && last?.step !== 'provable') return
      setDone(at + 1)
    }
    asked.onRecorded?.()
  }
  return {
    state,
    done,
    all: asked.wishes.length,
    start: (wishes, onRecorded) => void run({ wishes, onRecorded }, 0),
    retry: () => void run(asked, done),
    reset,
  }
}

const ActsContext = createContext<Acts | undefined>(undefined)

export const ActsProvider = ActsContext.Provider

/** The acts of the item that is open; its receipt is shown by the desk. */
export const useItemActs = (): Acts => {
  const acts = useContext(ActsContext)
  if (!acts) throw new Error('only the work of an item signs')
  return acts
}
