/** Casting a vote, by name or without one; the screen needs not know which. */
import { usePerson } from '@maru/web/city/persons.ts'
import { type ActState, useAct } from '@maru/web/city/use-act.ts'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import type { Answers } from '../questions.ts'
import type { PollRow } from './data.ts'

export interface Cast {
  readonly state: ActState
  readonly cast: (answers: Answers, sequence: number) => void
  readonly reset: () => void
  /** Whose vote it is on the ledger; undefined while that is not known. */
  readonly voter: string | undefined
}

export const useCast = ({ poll, place }: PollRow, title: string): Cast => {
  const person = usePerson()
  const { state, start, reset } = useAct()
  const cast = (answers: Answers, sequence: number) => {
    if (!person) return openWhoDialog()
    // Whoever gets here with a place has been there: the form asks first.
    const input = { poll, answers, sequence, isHere: place !== null }
    void start({ service: 'polls', action: 'vote', input, about: `/polls/${poll}`, title })
  }
  return { state, cast, reset, voter: person?.account }
}
