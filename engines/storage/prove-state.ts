/** ICS-23 proofs that a key has a value in the sealed state, or that it has none. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import type { Snapshot, StateProof } from '@maru/kernel/ledger.ts'
import { accepted, refused, type Result } from '@maru/kernel/refusal.ts'
import { encodeCommitmentProof } from '@maru/kernel/state-tree/ics23-bytes.ts'
import type { CommitmentProof } from '@maru/kernel/state-tree/ics23.ts'
import type { StateTree } from '@maru/kernel/state-tree/tree.ts'
import { sha256 } from '../host.ts'
import type { Pending } from './pending.ts'

export interface ProverParts {
  readonly tree: () => StateTree
  readonly pending: Pending
  readonly snapshot: () => Snapshot
}

/** Walks at a time, and keys looked at before blocks get their turn again: 1,000 take some 2 ms. */
const walksMax = 4
const keysPerTurn = 1_000
/** The neighbours can change while they are looked for; a busy state could make that go on for ever. */
const attemptsMax = 8

export const createProver = ({ tree, pending, snapshot }: ProverParts) => {
  let walks = 0

  const seal = (key: string, proof: CommitmentProof | undefined): Result<StateProof> => {
    if (!proof)
      throw new Error('the state tree does not agree with the state: start the ledger again from a copy')
    const { view, height, size, stateRoot } = snapshot()
    return accepted({
      key,
      value: view.get(key),
      proof: encodeCommitmentProof(proof),
      height,
      size,
      stateRoot,
    })
  }

  /**
   * A proof of absence shows the values of the two neighbours by hash, and only a walk through the state finds what
   * keys these hashes are of. It is done a little at a time, and the proof is made of the state as it then stands.
   */
  const proveAbsence = async (key: string, keyHash: Uint8Array): Promise<Result<StateProof>> => {
    const keyByHash = new Map<string, string>()
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const value = snapshot().view.get(key)
      if (value) return seal(key, tree().proveMembership(keyHash, value))
      const wanted = tree()
        .neighboursOf(keyHash)
        .map(bytesToHex)
        .filter((hash) => !keyByHash.has(hash))
      const valueOf = (hash: Uint8Array) => snapshot().view.get(keyByHash.get(bytesToHex(hash)) ?? '')
      if (wanted.length === 0) return seal(key, tree().proveAbsence(keyHash, valueOf))
      await findKeys(pending, new Set(wanted), keyByHash)
    }
    return refused('T12-busy')
  }

  return async (key: string): Promise<Result<StateProof>> => {
    const keyHash = sha256(latin1ToBytes(key))
    const value = snapshot().view.get(key)
    if (value) return seal(key, tree().proveMembership(keyHash, value))
    if (walks >= walksMax) return refused('T12-busy')
    walks++
    try {
      return await proveAbsence(key, keyHash)
    } finally {
      walks--
    }
  }
}

const findKeys = async (pending: Pending, wanted: Set<string>, found: Map<string, string>): Promise<void> => {
  let after = ''
  for (;;) {
    const keys = pending.keysAfter(after, keysPerTurn)
    for (const key of keys) {
      const hash = bytesToHex(sha256(latin1ToBytes(key)))
      if (wanted.delete(hash)) found.set(hash, key)
    }
    if (wanted.size === 0 || keys.length === 0) return
    after = keys.at(-1) as string
    await new Promise((resolve) => void setImmediate(resolve))
  }
}
