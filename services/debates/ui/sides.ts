import type { Side } from '../state.ts'

/** In the order in which they are shown. The rules have the same list, beside code that no screen needs. */
export const sides: readonly Side[] = ['for', 'against', 'other']
