/** A member's act as a screen sees it: how far it is, and what went wrong. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { MemberStep, MemberWish } from './cast-as-member.ts'
import { useCity } from './city.ts'
import { usePerson } from './persons.ts'

export type MemberState = { readonly step: 'idle' } | MemberStep

export const useMemberAct = () => {
  const [state, setState] = useState<MemberState>({ step: 'idle' })
  const hurry = useRef<AbortController>(undefined)
  const person = usePerson()
  const { data: city } = useCity()
  const start = useCallback(
    async (wish: MemberWish): Promise<void> => {
      if (!person || !city) return
      hurry.current = new AbortController()
      const { castAsMember } = await import('./cast-as-member.ts')
      // The page asks the city for nothing now: the next block tells every reader of what has changed.
      await castAsMember(wish, { person, city, onStep: setState, hurry: hurry.current.signal })
    },
    [person, city],
  )
  const sendNow = useCallback(() => hurry.current?.abort(), [])
  const reset = useCallback(() => setState({ step: 'idle' }), [])
  return { state, start, sendNow, reset, isReady: person !== undefined && city !== undefined }
}

/** What the ledger calls this person in the scope of such an act: known to this device alone. */
export const useMemberName = (act: Pick<MemberWish, 'service' | 'action' | 'input'>, isWanted: boolean) => {
  const person = usePerson()
  const { data: city } = useCity()
  const { data } = useQuery({
    queryKey: ['member-name', person?.account, act],
    queryFn: async () => {
      const { memberHere } = await import('./cast-as-member.ts')
      return (person && city && (await memberHere(act, person, city.chain))) ?? null
    },
    enabled: isWanted && person !== undefined && city !== undefined,
    staleTime: Infinity,
  })
  return data ?? undefined
}
