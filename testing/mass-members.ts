/**
 * Members by the ten thousand, for tests of what is done with votes and not of proofs. A real proof takes seconds to
 * make, so here a code that this file alone can make stands in for it: a hash under a key, of all that a proof would
 * prove. Only a host whose verifier comes from here takes it, and nothing outside of tests can have one (tidy).
 * To every real host such a transaction is one with a bad proof.
 */
import { createHmac } from 'node:crypto'
import { createHost, sha256, type Host } from '@maru/engines/host.ts'
import { prepareMember, type MemberWish } from '@maru/client/membership/member-transaction.ts'
import { identityOf, type Identity } from '@maru/client/membership/identity.ts'
import type { MembershipCheck } from '@maru/kernel/crypto/host.ts'

/** Checks everything else as the real one does. */
export const createMassHost = (): Host => ({
  ...createHost(),
  verifyMembership: (checks) =>
    Promise.resolve(checks.map((check) => Buffer.from(check.proof).equals(codeOf(check)))),
})

/** As createMemberTransaction, in a millisecond, for a host of createMassHost. */
export const createMassTransaction = (wish: MemberWish): Uint8Array => {
  const { claim, finish } = prepareMember(wish, sha256)
  return finish(codeOf(claim))
}

export const massIdentity = (number: number, chain: string): Identity =>
  identityOf(sha256(Buffer.from(`maru mass member ${number}`)).subarray(0, 16), chain)

/** Below the field's order, as each coordinate has to be. */
const codeOf = ({ root, nullifier, message, scope }: Omit<MembershipCheck, 'proof'>): Uint8Array => {
  const code = createHmac('sha256', 'only for tests').update(root).update(nullifier)
  const bytes = code.update(message).update(scope).digest()
  bytes[0]! &= 0x0f
  return Uint8Array.of(...bytes, ...new Uint8Array(224))
}
