/** Questions that several actions ask in the same words. */
import type { Checking } from '@maru/kernel/service.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Tables } from './state.ts'

/** I3, I6: an officer acts on a change that waits for approvals. */
export const openFault = (
  { tables, actor, time }: Checking<Tables, Parameters, Needs>,
  number: number,
): string | undefined => {
  if (!tables.institutionOf.has([actor])) return 'I3-not-officer'
  const change = tables.changes.get([number])
  if (!change) return 'I6-unknown-change'
  // While the city is halted nothing expires by itself.
  if (change.state === 'expired' || (change.state === 'proposed' && change.expiresAt <= time))
    return 'I6-expired'
  return change.state === 'proposed' ? undefined : 'I6-not-open'
}
