/** Answers to what other services need to know of residents; services/index.ts hands them out. */
import { bindReadTables, type ReadTable } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Resident, type Role } from './state.ts'

export const residentsReads = {
  /** Suspended residents and those who left are none. */
  isResident: (view: View, account: string): boolean => residentsOf(view).get([account])?.state === 'active',
  hasRole: (view: View, account: string, role: Role): boolean =>
    bindReadTables('residents', { roles: tables.roles }, view).roles.has([role, account]),
  isDistrict: (view: View, district: string): boolean =>
    bindReadTables('residents', { districts: tables.districts }, view).districts.has([district]),
  districtOf: (view: View, account: string): string | undefined => residentsOf(view).get([account])?.district,
}

// Only the table that is asked is bound: this runs once for every vote.
const residentsOf = (view: View): ReadTable<readonly [string], Resident> =>
  bindReadTables('residents', { residents: tables.residents }, view).residents
