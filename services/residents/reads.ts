/** Answers to what other services need to know of residents; services/index.ts hands them out. */
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { groupOf } from './groups.ts'
import { belonged, belongs, countNamed, isNamedGroup, type Moment } from './named-groups.ts'
import { isLastMayor } from './roles.ts'
import { roles, tables, type Group, type Membership, type Resident, type Role } from './state.ts'

const read = tablesReader('residents', tables)

type FixedGroup = Group & { readonly root: string }

export const residentsReads = {
  membershipOf: (view: View, account: string): Membership | undefined =>
    read(view).memberships.get([account]),
  /** Suspended residents and those who left are none. */
  isResident: (view: View, account: string): boolean =>
    read(view).residents.get([account])?.state === 'active',
  residentOf: (view: View, account: string): Resident | undefined => read(view).residents.get([account]),
  hasRole: (view: View, account: string, role: Role): boolean => read(view).roles.has([role, account]),
  isRole: (_: View, role: string): boolean => roles.some((known) => known === role),
  isLastMayor: (view: View, account: string): boolean => isLastMayor(read(view), account),
  isDistrict: (view: View, district: string): boolean => read(view).districts.has([district]),
  districtOf: (view: View, account: string): string | undefined =>
    read(view).residents.get([account])?.district,
  /** As it is now: a poll keeps root and version from when it opened. Undefined while nobody is in it. */
  groupOf: (view: View, group: string): FixedGroup | undefined => {
    const found = groupOf(read(view), group)
    return found && found.members > 0 ? found : undefined
  },
  isNamedGroup: (view: View, group: string): boolean => isNamedGroup(read(view), group),
  countNamed: (view: View, group: string): number => countNamed(read(view), group),
  belongs: (view: View, account: string, group: string): boolean => belongs(read(view), account, group),
  belonged: (view: View, account: string, group: string, then: Moment): boolean =>
    belonged(read(view), account, group, then),
}
