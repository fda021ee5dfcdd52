import { serviceKit, type ParameterDocs } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Parameters {
  readonly answerDays: number
  readonly mayorAnswerDays: number
  readonly dueSoonDays: number
}

export const parameterDocs: ParameterDocs<Parameters> = {
  answerDays: 'Days a department has for its answer.',
  mayorAnswerDays: 'Days the mayor has for an answer.',
  dueSoonDays: 'Days before its deadline from which an answer is due soon.',
}

export interface Needs {
  readonly hasRole: (account: string, role: 'department' | 'mayor') => boolean
}

export const { action, query, timer, genesis } = serviceKit<Tables, Parameters, Needs>()
