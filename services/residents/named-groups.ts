/**
 * The groups as accounts are in them. What the ledger shows of each account is the district, and in the row of its
 * identity the groups that the registrar entered, those of an age among them: who acts by name in one tells no more.
 */
import type { ReadTables } from '@maru/kernel/state/table.ts'
import { cityGroup, districtGroup } from './groups.ts'
import type { Tables } from './state.ts'

type Read = ReadTables<Tables>

/** When somebody has to have belonged, and how many leaves the group had; undefined when nobody was in it. */
export interface Moment {
  readonly at: number
  readonly size: number | undefined
}

/** The city and its districts are there from the start; an age as long as somebody is entered in it. */
export const isNamedGroup = (tables: Read, group: string): boolean =>
  group === cityGroup || districtOf(tables, group) !== undefined || countNamed(tables, group) > 0

/** Active residents who are in it now. */
export const countNamed = (tables: Read, group: string): number => {
  const district = districtOf(tables, group)
  if (district !== undefined) return tables.population.get([district])?.residents ?? 0
  if (group !== cityGroup) return tables.groups.get([group])?.members ?? 0
  return tables.population
    .list({ limit: districtsMax })
    .reduce((sum, [, { residents }]) => sum + residents, 0)
}

/** As the genesis takes them. */
const districtsMax = 1000

/** Whether a resident who is active now is in the group, and was in it then. */
export const belonged = (tables: Read, account: string, group: string, { at, size = 0 }: Moment): boolean => {
  if (!belongs(tables, account, group)) return false
  if (!isOfAge(group)) return tables.residents.get([account])!.enrolledAt <= at
  // Places are given in their order and never again: one below the size of then was there then.
  return tables.memberships.get([account])!.places[group]! < size
}

/** Whether a resident who is active now is in the group. */
export const belongs = (tables: Read, account: string, group: string): boolean => {
  const resident = tables.residents.get([account])
  if (resident?.state !== 'active') return false
  if (isOfAge(group)) return tables.memberships.get([account])?.groups.includes(group) === true
  return group === cityGroup || group === districtGroup(resident.district)
}

const isOfAge = (group: string): boolean => group.startsWith(`${cityGroup}-`)

const districtOf = (tables: Read, group: string): string | undefined => {
  const district = group.slice(districtGroup('').length)
  return group === districtGroup(district) && tables.districts.has([district]) ? district : undefined
}
