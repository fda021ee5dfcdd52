/** What the institutions that run a city decide about its offices, where it has some (governance). */
import { timer } from './kit.ts'
import type { Role } from './state.ts'

/** R15: governance has asked before whether the role is there, and held or not. */
export const whenRoleGiven = timer(({ tables, time, emit }, { account, role }) => {
  tables.roles.put([role as Role, account as string], { since: time })
  emit('role-granted', { account: account!, role: role! })
})

export const whenRoleTaken = timer(({ tables, emit }, { account, role }) => {
  tables.roles.remove([role as Role, account as string])
  emit('role-revoked', { account: account!, role: role! })
})
