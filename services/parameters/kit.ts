import { serviceKit } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface DatedValue {
  readonly service: string
  readonly name: string
  readonly from: number
  readonly value: number
}

export interface Needs {
  readonly hasRole: (account: string, role: 'mayor') => boolean
  /** Every dated value of the city, past and future, by service, name and date. */
  readonly datedValues: () => readonly DatedValue[]
}

export const { action, query } = serviceKit<Tables, { readonly [name: string]: never }, Needs>()
