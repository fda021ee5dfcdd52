/**
 * All signatures and proofs of a transaction: its own, and those of other keys that its action asks for. None of them
 * needs the state, so all are checked before execution, by whoever orders transactions or recounts them.
 */
import type { MembershipCheck, SignatureCheck, Verifiers } from './crypto/host.ts'
import { hasPlainPoints } from './crypto/small-order.ts'
import { scopeBytes, type Membership } from './membership/membership.ts'
import { accepted, refused, type Result } from './refusal.ts'
import { actionOf, type Rules } from './rules.ts'
import { keyIdOf, type Transaction } from './transaction.ts'

export type SignatureRefusal =
  | 'T7-bad-signature'
  | 'T10-unknown-action'
  | 'T11-input-malformed'
  | 'T15-bad-cosignature'
  | 'T20-bad-membership-proof'
  | 'T22-not-for-members'

/** Undefined when every signature holds. */
export const checkSignatures = async (
  rules: Rules,
  verifiers: Verifiers,
  transaction: Transaction,
): Promise<SignatureRefusal | undefined> => {
  const { check, membership } = transaction
  const no = membership
    ? await checkMember(rules, verifiers, transaction, membership)
    : check && (await holds(verifiers, check))
      ? undefined
      : 'T7-bad-signature'
  if (no !== undefined) return no
  const cosignatures = cosignaturesOf(rules, transaction)
  if (cosignatures.length === 0) return undefined
  const valid = await Promise.all(cosignatures.map((each) => holds(verifiers, each)))
  return valid.includes(false) ? 'T15-bad-cosignature' : undefined
}

const checkMember = async (
  rules: Rules,
  { verifyMembership }: Verifiers,
  transaction: Transaction,
  membership: Membership,
): Promise<SignatureRefusal | undefined> => {
  const asked = membershipCheckOf(rules, transaction, membership)
  if (!asked.ok) return asked.refusal.code as SignatureRefusal
  const [valid] = await verifyMembership([asked.value])
  return valid ? undefined : 'T20-bad-membership-proof'
}

/** Where the kernel knows the answer no host is asked: these are points that hosts may judge differently. */
const holds = ({ verifySignature }: Verifiers, check: SignatureCheck): Promise<boolean> =>
  hasPlainPoints(check) ? verifySignature(check) : Promise.resolve(false)

/**
 * What the proof has to prove. Without an action that says the scope there is nothing to hold it against, so what
 * execution would refuse with T10 and T11 is refused here: such bytes have no author, and stand in no log.
 */
export const membershipCheckOf = (
  rules: Rules,
  transaction: Transaction,
  membership: Membership,
): Result<MembershipCheck> => {
  const { chain, service } = transaction
  const action = actionOf(rules, transaction)?.action
  if (!action) return refused('T10-unknown-action')
  if (!action.membership) return refused('T22-not-for-members')
  const input = action.input.safeParse(transaction.input)
  if (!input.success) return refused('T11-input-malformed', input.error.message)
  const scope = scopeBytes(rules.hash, chain, service, action.membership.scope(input.data))
  return accepted({ ...membership, scope })
}

/** None also for a transaction that execution refuses, because its action is unknown or its input malformed. */
export const cosignaturesOf = (rules: Rules, transaction: Transaction): readonly SignatureCheck[] => {
  const action = actionOf(rules, transaction)?.action
  if (!action?.cosignatures) return none
  const input = action.input.safeParse(transaction.input)
  const keyId = (publicKey: Uint8Array): string => keyIdOf(publicKey, rules.hash)
  return input.success
    ? action.cosignatures({ chain: transaction.chain, keyId, hash: rules.hash }, input.data)
    : none
}

const none: readonly SignatureCheck[] = []
