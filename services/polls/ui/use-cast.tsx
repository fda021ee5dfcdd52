/** Casting a vote, by name or without one: the screen needs not know which. */
import { CityRefusal } from '@maru/client/city-client.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { useAct } from '@maru/web/city/use-act.ts'
import { usePrepareMember } from '@maru/web/city/prepare-member.ts'
import { type MemberState, useMemberAct, useMemberName } from '@maru/web/city/use-member-act.ts'
import { ActSteps } from '@maru/web/kit/act-steps.tsx'
import { MemberSteps } from '@maru/web/kit/member-steps.tsx'
import { openWhoDialog } from '@maru/web/shell/who.ts'
import { type ReactNode, useEffect, useState } from 'react'
import type { Answers } from '../questions.ts'
import { namedGroupOf, type PollRow, type Recorded, useRecorded } from './data.ts'

export interface Cast {
  readonly progress: 'idle' | 'under-way' | 'recorded' | 'waiting'
  /** What is happening to it, in words. */
  readonly steps: ReactNode
  readonly cast: (answers: Answers) => void
  readonly reset: () => void
  /** Whose vote it is on the ledger; undefined while that is not known. */
  readonly voter: string | undefined
  /** The vote that counts now, where that can be told. */
  readonly recorded: Recorded | undefined
}

/** `onDone` puts what happened away. */
export const useCast = (row: PollRow, title: string, onDone: () => void): Cast => {
  const isNamed = row.secrecy === 'named'
  const named = useNamedCast(row, title, onDone)
  const hidden = useHiddenCast(row, title)
  const [last, setLast] = useState<Last>({ answers: [], sequence: 0 })
  const [used, setUsed] = useState(0)
  const person = usePerson()
  const { voter, start, progress, isUsed, stepsOf, reset } = isNamed ? named : hidden
  const { data: recorded } = useRecorded(row, voter)
  // Until the city's next answer has it.
  useEffect(() => {
    if (isUsed) setUsed(last.sequence)
  }, [isUsed, last])
  const known = Math.max(recorded?.voted ? recorded.sequence : 0, used)
  const cast = (answers: Answers) => {
    if (!person) return openWhoDialog()
    if (progress === 'under-way') return
    const sequence = row.canChange ? known + 1 : 1
    setLast({ answers, sequence })
    // Whoever gets here with a place has been there: the form asks first.
    start({ poll: row.poll, answers, sequence, isHere: row.place !== null })
  }
  const shown = progress === 'recorded' ? { ...last, voted: true as const, at: 0 } : recorded
  return { progress, steps: stepsOf(() => cast(last.answers)), cast, reset, voter, recorded: shown }
}

interface Last {
  readonly answers: Answers
  readonly sequence: number
}

interface Input {
  readonly [field: string]: number | boolean | Answers
  readonly poll: number
}

const act = { service: 'polls', action: 'vote' } as const
const usedSteps: readonly MemberState['step'][] = ['holding', 'sending', 'recorded']
const usedCode = 'B12-sequence-too-low'

const useNamedCast = ({ poll }: PollRow, title: string, onDone: () => void) => {
  const person = usePerson()
  const { state, start, reset } = useAct()
  const { step } = state
  const progress: Cast['progress'] =
    step === 'signing' || step === 'sending'
      ? 'under-way'
      : step === 'recorded' || step === 'provable'
        ? 'recorded'
        : step === 'waiting'
          ? 'waiting'
          : 'idle'
  return {
    voter: person?.account,
    progress,
    isUsed: progress === 'recorded',
    start: (input: Input) => void start({ ...act, input, about: `/polls/${poll}`, title }),
    stepsOf: (again: () => void) => <ActSteps state={state} onDone={onDone} onRetry={again} />,
    reset,
  }
}

const useHiddenCast = (row: PollRow, title: string) => {
  const { poll, secrecy } = row
  const named = namedGroupOf(row)
  usePrepareMember([named])
  const { state, start, sendNow, reset } = useMemberAct()
  const voter = useMemberName({ ...act, input: { poll } }, secrecy === 'anonymous')
  // From when it is made on: it goes out also when this page is left. And a number that another device of one's own has
  // used is passed over.
  const isUsed =
    usedSteps.includes(state.step) ||
    (state.step === 'failed' && state.error instanceof CityRefusal && state.error.code === usedCode)
  const { step } = state
  const isOut = step === 'idle' || step === 'failed'
  return {
    voter,
    isUsed,
    progress: (step === 'recorded' ? 'recorded' : isOut ? 'idle' : 'under-way') as Cast['progress'],
    start: (input: Input) => {
      if (!named) return
      void start({ ...act, input, group: named, about: `/polls/${poll}`, title })
    },
    stepsOf: (again: () => void) => <MemberSteps state={state} onSendNow={sendNow} onRetry={again} />,
    reset,
  }
}
