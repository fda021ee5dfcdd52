/**
 * All signatures of a transaction: its own, and those of other keys that its action asks for. None of them needs the
 * state, so all are checked before execution, by whoever orders transactions or recounts them.
 */
import type { SignatureCheck, VerifySignature } from './crypto/host.ts'
import { actionOf, type Rules } from './rules.ts'
import { keyIdOf, type Transaction } from './transaction.ts'

export type SignatureRefusal = 'T7-bad-signature' | 'T15-bad-cosignature'

/** Undefined when every signature holds. */
export const checkSignatures = async (
  rules: Rules,
  verify: VerifySignature,
  transaction: Transaction,
): Promise<SignatureRefusal | undefined> => {
  if (!(await verify(transaction.check))) return 'T7-bad-signature'
  const cosignatures = cosignaturesOf(rules, transaction)
  if (cosignatures.length === 0) return undefined
  const valid = await Promise.all(cosignatures.map(verify))
  return valid.includes(false) ? 'T15-bad-cosignature' : undefined
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
