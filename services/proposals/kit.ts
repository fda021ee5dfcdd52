import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Parameters {
  readonly supportsForAssignment: number
  readonly supportsForDebate: number
  readonly supportsForMayor: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  supportsForAssignment: 'Supports from which a department has to take the proposal up.',
  supportsForDebate: 'Supports from which the city debates the proposal.',
  supportsForMayor: 'Supports from which the mayor has to answer.',
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  readonly isDistrict: (district: string) => boolean
}

export const { action, query, genesis } = serviceKit<Tables, Parameters, Needs>()
