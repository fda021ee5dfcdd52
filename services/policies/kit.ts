import { serviceKit } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Parameters {
  readonly [name: string]: never
}

export interface Needs {
  readonly hasRole: (account: string, role: 'mayor') => boolean
  readonly isDepartment: (department: string) => boolean
  readonly isOfficerOf: (department: string, account: string) => boolean
  /** The state of a proposal; undefined when there is none. */
  readonly proposalState: (proposal: number) => string | undefined
}

export const { action, query, timer } = serviceKit<Tables, Parameters, Needs>()
