import { serviceKit, type ParameterDocs, type Timing } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Parameters {
  readonly approvalPercent: number
  readonly haltPercent: number
  readonly expiryDays: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  approvalPercent:
    'A change passes when at least so many of a hundred institutions approve: 67 is over two thirds.',
  haltPercent: 'The same for halting the city.',
  expiryDays: 'A change that has not passed within so many days expires.',
}

export interface Needs {
  readonly isRole: (role: string) => boolean
  readonly hasRole: (account: string, role: string) => boolean
  readonly isLastMayor: (account: string) => boolean
}

export type Context = Timing<Tables, Parameters, Needs>

export const { action, query, timer, genesis } = serviceKit<Tables, Parameters, Needs>()
