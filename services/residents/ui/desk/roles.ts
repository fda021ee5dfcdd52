import type { Role } from '../../state.ts'

/** The rules have the same list, beside code that no screen needs. */
export const roles: readonly Role[] = ['registrar', 'department', 'moderator', 'auditor', 'mayor', 'panel']
