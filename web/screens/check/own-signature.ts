/** Whether an act is its author's: by the key that signed, or by the proof of a member who stays unknown. */
import { membershipCheckOf } from '@maru/kernel/cosignatures.ts'
import type { Verifiers } from '@maru/kernel/crypto/host.ts'
import { createRules } from '@maru/kernel/rules.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'
import { services } from '@maru/services/index.ts'
import { hash } from '../../city/hash.ts'

export const holdsOwnSignature = async (
  { verifySignature, verifyMembership }: Verifiers,
  transaction: Transaction,
): Promise<boolean> => {
  const { check, membership } = transaction
  if (!membership) return check !== undefined && verifySignature(check)
  const asked = membershipCheckOf(createRules(services, hash), transaction, membership)
  return asked.ok && (await verifyMembership([asked.value]))[0] === true
}
