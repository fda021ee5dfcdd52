/** What is stored of residents and officers, and what other services may ask. */
import { account, name } from '@maru/kernel/state/key.ts'
import { bindReadTables, table } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { serviceKit } from '@maru/kernel/service.ts'

export const roles = ['registrar', 'department', 'moderator', 'auditor', 'mayor'] as const
export type Role = (typeof roles)[number]

export interface Resident {
  readonly district: string
  /** First year of the decade of birth. */
  readonly birthYearBand: number
  readonly state: 'active' | 'suspended' | 'left'
  readonly enrolledAt: number
}

export const tables = {
  residents: table<Resident>()([account]),
  roles: table<{ readonly grantedAt: number }>()([account, name]),
  districts: table<{ readonly residents: number }>()([name]),
  officers: table<{ readonly count: number }>()([name]),
}

export const { action, query, genesis } = serviceKit<typeof tables, Record<never, never>, Record<never, never>>()

const read = (view: View) => bindReadTables('residents', tables, view)

/** The answers this service has for the Needs of others. */
export const residentsAnswers = {
  isResident: (view: View, id: string): boolean => read(view).residents.get([id])?.state === 'active',
  isDistrict: (view: View, id: string): boolean => read(view).districts.has([id]),
  hasRole: (view: View, id: string, role: string): boolean => read(view).roles.has([id, role]),
}
