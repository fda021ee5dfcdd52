/** ICS-23 proofs that a key has a value in the sealed state, or that it has none. */
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import type { Snapshot, StateProof } from '@maru/kernel/ledger.ts'
import { encodeCommitmentProof } from '@maru/kernel/state-tree/ics23-bytes.ts'
import type { StateTree } from '@maru/kernel/state-tree/tree.ts'
import { sha256 } from '../host.ts'
import type { Pending } from './pending.ts'

export const proveState = (
  tree: StateTree,
  pending: Pending,
  { view, height, stateRoot }: Snapshot,
  key: string,
): StateProof => {
  const value = view.get(key)
  const keyHash = sha256(latin1ToBytes(key))
  const proof = value
    ? tree.proveMembership(keyHash, value)
    : tree.proveAbsence(keyHash, valueByHash(pending))
  if (!proof)
    throw new Error('the state tree does not agree with the state: start the ledger again from a copy')
  return { key, value, proof: encodeCommitmentProof(proof), height, stateRoot }
}

/** A proof of absence shows the two neighbours by hash, whose keys only a walk through the state finds. */
const valueByHash =
  (pending: Pending) =>
  (wanted: Uint8Array): Uint8Array | undefined => {
    for (const key of pending.keys())
      if (equalBytes(sha256(latin1ToBytes(key)), wanted)) return pending.view.get(key)
    return undefined
  }
