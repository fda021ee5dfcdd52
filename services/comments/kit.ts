import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Tables, Target } from './state.ts'

export interface Parameters {
  readonly commentsPerDay: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  commentsPerDay: 'Comments an account may add on one day (UTC), those it withdrew counted; 0 for no limit.',
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  /** Whether it takes comments; undefined when it is not there. */
  readonly isOpenForComments: (target: Target) => boolean | undefined
}

export const { action, query } = serviceKit<Tables, Parameters, Needs>()
