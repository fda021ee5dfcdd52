/** Acts of office, one after the other, as a form hands them over: one answer, or three proposals joined into a fourth. */
import { createContext, useContext, useEffect, useRef, useState } from 'react'
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
  /** All are recorded, or the last of them waits for the network: nothing is left to do here. */
  readonly isOver: boolean
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
      // What was refused stops the others; what waits for the network does not.
      if (last === undefined || last.step === 'failed') return
      setDone(at + 1)
    }
  }
  const { step } = state
  const isLast = done + 1 >= asked.wishes.length
  const isRecorded = isLast && (step === 'recorded' || step === 'provable')
  useEffect(() => {
    if (isRecorded) asked.onRecorded?.()
  }, [isRecorded])
  // What has waited is sent later, and shall not bring the form back while it is.
  const hasWaited = useRef(false)
  if (step === 'waiting') hasWaited.current = true
  if (step === 'idle' || step === 'failed') hasWaited.current = false
  return {
    state,
    done,
    all: asked.wishes.length,
    start: (wishes, onRecorded) => void run({ wishes, onRecorded }, 0),
    retry: () => void run(asked, done),
    reset,
    isOver: isRecorded || hasWaited.current,
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
