/** Judges a checkpoint by a policy: signed by one of its logs, and cosigned by as many witnesses as it wants. */
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { leafHash } from './leaf.ts'
import { parseNote } from './note.ts'
import { type Policy, type PolicyWitness, witnessesOf } from './policy.ts'
import type { Hash, VerifyEd25519 } from './ports.ts'
import { verifyInclusion } from './proof.ts'
import { fail, ok, type Result } from './result.ts'
import { verifyNote } from './signature.ts'
import { parseTlogProof } from './tlog-proof.ts'
import type { Vkey } from './vkey.ts'

export interface Judged extends Checkpoint {
  /** The listed keys of the log that have signed it: nodes of one log have each their own. */
  readonly logs: readonly Vkey[]
  /** The listed witnesses that have cosigned it, with the time in seconds since 1970 that each gives. */
  readonly cosigners: readonly (PolicyWitness & { readonly time: number })[]
  readonly hasQuorum: boolean
}

/** Signatures of keys that the policy does not list are passed over; one of a listed key has to hold. */
export const judgeByPolicy = (policy: Policy, note: string, verify: VerifyEd25519): Result<Judged> => {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const checkpoint = parseCheckpoint(parsed.value.text)
  if (!checkpoint.ok) return checkpoint
  const { origin } = checkpoint.value
  const logKeys = policy.logs.map(({ vkey }) => vkey).filter(({ name }) => name === origin)
  if (logKeys.length === 0) return fail('policy-log', `the policy names no key for the log ${origin}`)
  const signers = verifyNote(parsed.value, [...logKeys, ...policy.witnesses.map(({ vkey }) => vkey)], verify)
  if (!signers.ok) return signers
  const timeByKey = new Map(signers.value.map(({ vkey, time }) => [vkey, time]))
  const logs = logKeys.filter((vkey) => timeByKey.has(vkey))
  if (logs.length === 0) return fail('policy-log', `no key that the policy names for ${origin} has signed`)
  const cosigners = policy.witnesses.flatMap((witness) => {
    const time = timeByKey.get(witness.vkey)
    return time === undefined ? [] : [{ ...witness, time }]
  })
  const names = new Set(cosigners.map(({ name }) => name))
  return ok({ ...checkpoint.value, logs, cosigners, hasQuorum: isReached(policy.quorum, names) })
}

/** The same, and less than the quorum is a refusal that says who is missing. */
export const openByPolicy = (policy: Policy, note: string, verify: VerifyEd25519): Result<Judged> => {
  const judged = judgeByPolicy(policy, note, verify)
  if (!judged.ok || judged.value.hasQuorum) return judged
  const signed = new Set(judged.value.cosigners.map(({ name }) => name))
  const counted = witnessesOf(policy.quorum).map(({ name }) => name)
  const missing = counted.filter((name) => !signed.has(name))
  return fail(
    'policy-quorum',
    `${counted.length - missing.length} of ${counted.length} witnesses have cosigned, fewer than the quorum wants; not these: ${missing.join(', ')}`,
  )
}

/** The receipt of an entry (c2sp.org/tlog-proof), under a checkpoint that reaches the quorum. */
export const checkProofByPolicy = (
  hash: Hash,
  verify: VerifyEd25519,
  file: string,
  entry: Uint8Array,
  policy: Policy,
): Result<Judged & { readonly index: number }> => {
  const proof = parseTlogProof(file)
  if (!proof.ok) return proof
  const { index, hashes, checkpoint } = proof.value
  const judged = openByPolicy(policy, checkpoint, verify)
  if (!judged.ok) return judged
  const { size, root } = judged.value
  return verifyInclusion(hash, index, size, leafHash(hash, entry), hashes, root)
    ? ok({ ...judged.value, index })
    : fail('proof-invalid', 'the entry is not the one that the proof is for')
}

const isReached = (quorum: Policy['quorum'], names: ReadonlySet<string>): boolean => {
  if (quorum === undefined) return true
  if (!('members' in quorum)) return names.has(quorum.name)
  return quorum.members.filter((member) => isReached(member, names)).length >= quorum.needed
}
