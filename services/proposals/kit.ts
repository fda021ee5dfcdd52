import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Parameters {
  readonly supportsForAssignment: number
  readonly supportsForDebate: number
  readonly supportsForMayor: number
  readonly joinedForDebate: number
  readonly supportDays: number
  readonly proposalsPerDay: number
  readonly anonymousSupports: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  supportsForAssignment: 'Supports from which a department has to take the proposal up; 0 for never.',
  supportsForDebate: 'Supports from which the city debates the proposal; 0 for never.',
  supportsForMayor: 'Supports from which the mayor has to answer; 0 for never.',
  joinedForDebate: 'Proposals joined into one from which the city debates it; 0 when that opens no debate.',
  supportDays: 'Days in which a new proposal has to reach the first threshold; 0 for no limit.',
  anonymousSupports:
    '1 when proposals opened from then on are supported without a name, by members of the city; 0 when accounts do.',
  proposalsPerDay: 'Proposals one account may open on one day (UTC), withdrawn ones counted; 0 for no limit.',
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  /** A group as its tree stands now; undefined when nobody is in it. */
  readonly groupOf: (group: string) => { readonly root: string; readonly version: number } | undefined
  readonly isDistrict: (district: string) => boolean
  readonly hasRole: (account: string, role: 'moderator' | 'mayor') => boolean
  /** Whether there is, or was, a debate on it, whoever opened that. */
  readonly isDebated: (proposal: number) => boolean
  /** Whether a department answers it, or should have by `time`. */
  readonly isTakenUp: (proposal: number, time: number) => boolean
}

export const { action, query, timer, genesis } = serviceKit<Tables, Parameters, Needs>()
