/** An act as a screen sees it: how far it is, and what went wrong. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Step } from './act.ts'
import { useCity } from './city.ts'
import { countWaiting, followAct } from './outbox.ts'
import { usePerson } from './persons.ts'
import type { Wish } from './wish.ts'

export type ActState = { readonly step: 'idle' } | Step

/** `start` needs a person and the city, and answers with the last step; `isReady` says whether both are there. */
export const useAct = () => {
  const [state, setState] = useState<ActState>({ step: 'idle' })
  // Which act is shown: one that is still being proven when it is put away shall not come back.
  const shown = useRef(0)
  const queries = useQueryClient()
  const person = usePerson()
  const { data: city } = useCity()
  // What signs is loaded for those who can sign: most visits only read. It has to be there when the network goes away.
  useEffect(() => {
    if (person) void import('./act.ts')
    if (person?.kind === 'demonstration') void import('@noble/curves/ed25519.js')
  }, [person])
  // What waits is followed through all its steps, once it is sent.
  const [waitingKey, setWaitingKey] = useState<string>()
  useEffect(() => {
    if (waitingKey === undefined) return undefined
    void countWaiting()
    return followAct(waitingKey, setState)
  }, [waitingKey])
  const start = useCallback(
    async (wish: Wish): Promise<Step | undefined> => {
      if (!person || !city) return undefined
      let last: Step = { step: 'signing' }
      const own = ++shown.current
      const follow = (step: Step): void => {
        last = step
        if (shown.current === own) {
          setState(step)
          setWaitingKey(step.step === 'waiting' ? step.key : undefined)
        }
        if (step.step === 'recorded') void queries.invalidateQueries({ queryKey: [wish.service] })
      }
      follow(last)
      try {
        const { act } = await import('./act.ts')
        await act(wish, person, city.chain, follow)
      } catch (error) {
        follow({ step: 'failed', error })
      }
      return last
    },
    [person, city, queries],
  )
  const reset = useCallback(() => {
    shown.current++
    setState({ step: 'idle' })
    setWaitingKey(undefined)
  }, [])
  return { state, start, reset, isReady: person !== undefined && city !== undefined }
}
