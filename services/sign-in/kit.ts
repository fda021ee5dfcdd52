import { serviceKit } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

export interface Needs {
  readonly isResident: (account: string) => boolean
  readonly hasRole: (account: string, role: 'registrar' | 'auditor') => boolean
}

export const { action, query } = serviceKit<Tables, { readonly [name: string]: never }, Needs>()
