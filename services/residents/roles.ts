/** Who may do what, as the rules of this service ask it. */
import { z } from 'zod'
import type { ReadTables, WriteTables } from '@maru/kernel/state/table.ts'
import { roles, type Role, type Tables } from './state.ts'

export const roleSchema: z.ZodType<Role> = z
  .enum(roles)
  .meta({ title: 'Role', description: 'An office of the city.' })

export const holds = (tables: ReadTables<Tables>, account: string, role: Role): boolean =>
  tables.roles.has([role, account])

export const rolesOf = (tables: ReadTables<Tables>, account: string): readonly Role[] =>
  roles.filter((role) => holds(tables, account, role))

export const isOfficer = (tables: ReadTables<Tables>, account: string): boolean =>
  rolesOf(tables, account).length > 0

export const isLastMayor = (tables: ReadTables<Tables>, account: string): boolean =>
  holds(tables, account, 'mayor') && tables.roles.list({ prefix: ['mayor'], limit: 2 }).length === 1

export const addToPopulation = (tables: WriteTables<Tables>, district: string, change: 1 | -1): void => {
  tables.population.put([district], {
    residents: (tables.population.get([district])?.residents ?? 0) + change,
  })
}
