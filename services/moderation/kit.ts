import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Address, Tables, Text } from './state.ts'

export interface Parameters {
  readonly reportsPerDay: number
  readonly preModeration: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  reportsPerDay: 'Texts an account may report on one day (UTC); 0 for no limit.',
  preModeration: '1: what residents write waits until a moderator approves it. 0: it is served at once.',
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  readonly hasRole: (account: string, role: 'moderator' | 'auditor') => boolean
  /** Undefined when there is none, or its author had it destroyed. */
  readonly textOf: (address: Address) => Text | undefined
}

export const { action, query, timer } = serviceKit<Tables, Parameters, Needs>()
