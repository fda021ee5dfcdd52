import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Members, Tables } from './state.ts'

export interface Parameters {
  readonly debateDays: number
  readonly participantsForMayor: number
  readonly opinionsPerDay: number
  readonly anonymousOpinions: number
  readonly sidesShownFrom: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  debateDays: 'Days a debate stays open.',
  participantsForMayor: 'Participants of a debate from which the mayor has to answer; 0 for never.',
  opinionsPerDay:
    'Opinions one account may give in a day, in all debates together, and sides a member may take in each; 0 for no limit.',
  anonymousOpinions:
    '1 when members of the city take sides without a name in debates opened from then on; 0 when accounts give opinions.',
  sidesShownFrom: 'Participants from which the sides of a debate without names are shown; 0 for always.',
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  /** A group as its tree stands now; undefined when nobody is in it. */
  readonly groupOf: (group: string) => Omit<Members, 'group'> | undefined
  readonly hasRole: (account: string, role: 'panel' | 'mayor') => boolean
  /** The state of a proposal; undefined when there is none. */
  readonly proposalState: (proposal: number) => string | undefined
  /** The newest proposals that a department has to answer and that are not in debate, before `before`. */
  readonly takenUp: (before: number | undefined, limit: number) => readonly number[]
}

export const { action, query, timer } = serviceKit<Tables, Parameters, Needs>()
