/** Two checkpoints of one key, read from a report. */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import type { Hash, SignatureCheck } from '@maru/kernel/crypto/host.ts'
import { type Checkpoint, parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { verifyConsistency } from '@maru/kernel/log/proof.ts'
import { signatureCheckOf } from '@maru/kernel/log/signed-by.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import type { SplitViewInput } from './inputs.ts'

export interface TwoNotes {
  readonly first: Checkpoint
  readonly second: Checkpoint
  readonly checks: readonly SignatureCheck[]
}

/** Undefined when they cannot be read, or the key has not put a signature under both. */
export const readNotes = (hash: Hash, { vkey, ...notes }: SplitViewInput): TwoNotes | undefined => {
  const key = parseVkey(hash, vkey)
  if (!key.ok) return undefined
  const [first, second] = [notes.first, notes.second].map((text) => {
    const note = parseNote(text)
    const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note
    const check = note.ok ? signatureCheckOf(note.value, key.value) : undefined
    return checkpoint.ok && check ? { checkpoint: checkpoint.value, check } : undefined
  })
  return first && second
    ? { first: first.checkpoint, second: second.checkpoint, checks: [first.check, second.check] }
    : undefined
}

/** One log cannot have grown from the first into the second. */
export const areTwoLogs = (
  hash: Hash,
  { first, second }: TwoNotes,
  { otherRoot, proof }: SplitViewInput,
): boolean =>
  first.origin === second.origin &&
  first.size > 0 &&
  verifyConsistency(hash, first.size, second.size, proof, otherRoot, second.root) &&
  !equalBytes(otherRoot, first.root)
