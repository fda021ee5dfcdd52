import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Parameters {
  readonly debateDays: number
  readonly participantsForMayor: number
  readonly opinionsPerDay: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  debateDays: 'Days a debate stays open.',
  participantsForMayor: 'Participants of a debate from which the mayor has to answer; 0 for never.',
  opinionsPerDay: 'Opinions one account may give in a day, in all debates together; 0 for no limit.',
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  readonly hasRole: (account: string, role: 'panel' | 'mayor') => boolean
  /** The state of a proposal; undefined when there is none. */
  readonly proposalState: (proposal: number) => string | undefined
  /** The newest proposals that a department has to answer and that are not in debate, before `before`. */
  readonly takenUp: (before: number | undefined, limit: number) => readonly number[]
}

export const { action, query, timer } = serviceKit<Tables, Parameters, Needs>()
