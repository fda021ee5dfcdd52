import { serviceKit } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Needs {
  readonly hasRole: (account: string, role: 'mayor' | 'registrar') => boolean
}

export const { action, query } = serviceKit<Tables, { readonly [name: string]: never }, Needs>()
