import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Parameters {
  readonly supportsForAssignment: number
  readonly supportsForDebate: number
  readonly supportsForMayor: number
  readonly joinedForDebate: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  supportsForAssignment: 'Supports from which a department has to take the proposal up.',
  supportsForDebate: 'Supports from which the city debates the proposal.',
  supportsForMayor: 'Supports from which the mayor has to answer.',
  joinedForDebate: 'Proposals joined into one from which the city debates it; 0 when that opens no debate.',
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  readonly isDistrict: (district: string) => boolean
  readonly hasRole: (account: string, role: 'moderator' | 'mayor') => boolean
}

export const { action, query, genesis } = serviceKit<Tables, Parameters, Needs>()
