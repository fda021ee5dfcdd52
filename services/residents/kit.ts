import type { Account } from '@maru/kernel/accounts.ts'
import { serviceKit } from '@maru/kernel/service.ts'
import type { Tables } from './state.ts'

/** Queries see no accounts of the kernel; the service answers this one itself, see service.ts. */
export interface Needs {
  readonly accountOf: (account: string) => Account | undefined
}

export const { action, query, genesis, timer } = serviceKit<
  Tables,
  { readonly [name: string]: never },
  Needs
>()
