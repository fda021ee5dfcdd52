import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Tables, Target } from './state.ts'

export interface Parameters {
  readonly commentsPerDay: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  commentsPerDay: 'Comments an account may add on one day (UTC), those it withdrew counted; 0 for no limit.',
}

/** What keeps a text from being served. */
export interface Hold {
  readonly case: number
  readonly state: 'waiting' | 'hidden'
  readonly rule: string | null
}

export interface Needs {
  readonly isResident: (account: string) => boolean
  /** Whether it takes comments; undefined when it is not there. */
  readonly isOpenForComments: (target: Target) => boolean | undefined
  /** Of a commitment, 64 hexadecimal digits; undefined when its text is served. */
  readonly holdOf: (commitment: string) => Hold | undefined
}

export const { action, query } = serviceKit<Tables, Parameters, Needs>()
