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
  /** Whether the institutions that run the city decide on the numbers of this service, and nobody alone. */
  readonly isDecidedTogether: (service: string) => boolean
  /** Every dated value of the city, past and future, by service, name and date. */
  readonly datedValues: () => readonly DatedValue[]
}

export const { action, query, timer } = serviceKit<Tables, { readonly [name: string]: never }, Needs>()
