/** What is stored of residents and officers. */
import { account, name } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'

export const roles = ['registrar', 'department', 'moderator', 'auditor', 'mayor', 'panel'] as const
export type Role = (typeof roles)[number]

export interface Resident {
  readonly district: string
  /** First year of the decade of birth: all the ledger knows of an age. */
  readonly birthYearBand: number
  readonly state: 'active' | 'suspended' | 'left'
  readonly enrolledAt: number
  /** Of one who has left. */
  readonly leftAt?: number
}

export const tables = {
  residents: table<Resident>()([account]),
  /** [role, account] */
  roles: table<{ readonly since: number }>()([name, account]),
  districts: table<{ readonly order: number }>()([name]),
  /** Active residents by district. */
  population: table<{ readonly residents: number }>()([name]),
}

export type Tables = typeof tables
