/** One act for each person who is due, one after another: what is refused keeps its reason, and the others go on. */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Step } from '@maru/web/city/act.ts'
import { useCity } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** As the vault lists them. */
export interface Due {
  readonly account: string
  readonly commitment: string
  readonly groups: readonly string[]
  readonly added: readonly string[]
}

export interface DueRun {
  /** Those of the list when it was begun. */
  readonly all: readonly Due[]
  readonly steps: { readonly [account: string]: Step }
  readonly isRunning: boolean
}

export const useDueRun = (titleOf: (due: Due) => string) => {
  const person = usePerson()
  const { data: city } = useCity()
  const queries = useQueryClient()
  const [run, setRun] = useState<DueRun>()
  const start = async (all: readonly Due[]): Promise<void> => {
    if (!person || !city) return
    setRun({ all, steps: {}, isRunning: true })
    const { act } = await import('@maru/web/city/act.ts')
    for (const due of all) {
      const { account, commitment, groups } = due
      let last: Step = { step: 'signing' }
      const wish = {
        service: 'residents',
        action: 'set-identity',
        // All that changes is the list of groups, so that each act is whole by itself.
        input: { account, commitment: hexToBytes(commitment), groups: [...groups] },
        about: `/tracker/accounts/${account}`,
        title: titleOf(due),
      }
      await act(wish, person, city.chain, (step) => {
        last = step
        setRun((run) => run && { ...run, steps: { ...run.steps, [account]: step } })
      })
      // Without a network all others would wait, too: they stay due instead.
      if ((last as Step).step === 'waiting') break
    }
    setRun((run) => run && { ...run, isRunning: false })
    await queries.invalidateQueries({ queryKey: ['residents'] })
  }
  return { run, start, clear: () => setRun(undefined) }
}
