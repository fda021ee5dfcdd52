/** From a wish to the bytes of a transaction that says of its sender only that they are a member of a group. */
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { scopeBytes, signalOf, type Scope } from '@maru/kernel/membership/membership.ts'
import type { MemberPath } from '@maru/kernel/membership/tree.ts'
import { prepareMembership, type Payload } from '@maru/kernel/transaction.ts'
import type { Hash } from '@maru/kernel/crypto/host.ts'
import { nullifierOf, type Identity } from './identity.ts'
import type { CircuitInputs } from './witness.ts'

/** 24 levels, as the circuit has them. */
const depth = 24

export interface MemberWish {
  readonly identity: Identity
  /** Of the group at the version that the poll names. */
  readonly path: MemberPath
  /** What the action says of its input: `membership.scope` in its manifest. */
  readonly scope: Scope
  readonly payload: Payload
}

export type Prove = (inputs: CircuitInputs) => Promise<Uint8Array>

export const createMemberTransaction = async (
  wish: MemberWish,
  hash: Hash,
  prove: Prove,
): Promise<Uint8Array> => {
  const { inputs, finish } = prepareMember(wish, hash)
  return finish(await prove(inputs))
}

/** What is to be proved, to the circuit and to whoever checks. */
export const prepareMember = ({ identity, path, scope, payload }: MemberWish, hash: Hash) => {
  const { root, siblings, index } = path
  const inScope = scopeBytes(hash, payload.chain, payload.service, scope)
  const nullifier = nullifierOf(identity, inScope)
  const kid = { root: numberToBytes(root), nullifier: numberToBytes(nullifier) }
  const { message, finish } = prepareMembership(kid, payload, hash)
  const inputs = {
    secret: identity.secret,
    merkleProofLength: BigInt(siblings.length),
    merkleProofIndex: BigInt(index),
    merkleProofSiblings: Array.from({ length: depth }, (_, level) => siblings[level] ?? 0n),
    scope: signalOf(inScope),
    message: signalOf(message),
  }
  return { inputs, claim: { ...kid, message, scope: inScope }, finish }
}
