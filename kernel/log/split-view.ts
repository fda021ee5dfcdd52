/**
 * Evidence that a log has shown two logs: two checkpoints that its keys have signed, and a proof that the second one
 * has another root at the size of the first. Whoever has the log's keys can check it and needs to believe nobody.
 */
import { encodeBase64, decodeBase64 } from './base64.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { HASH_SIZE } from './leaf.ts'
import { parseNote } from './note.ts'
import type { Hash, VerifyEd25519 } from './ports.ts'
import { verifyConsistency } from './proof.ts'
import { fail, ok, type Result } from './result.ts'
import { verifyNote } from './signature.ts'
import { equalBytes } from '../codec/cbor.ts'
import type { Vkey } from './vkey.ts'

export interface SplitView {
  /** Signed notes. The second is of the same size as the first, or larger. */
  readonly first: string
  readonly second: string
  /** The root of the second one's log at the size of the first. */
  readonly otherRoot: Uint8Array
  /** That `otherRoot` lies under the second checkpoint; empty when both have one size. */
  readonly proof: readonly Uint8Array[]
}

export interface SplitViewFound {
  readonly first: Checkpoint & { readonly signers: readonly Vkey[] }
  readonly second: Checkpoint & { readonly signers: readonly Vkey[] }
}

export const formatSplitView = ({ first, second, otherRoot, proof }: SplitView): string =>
  `${HEADER}\n${[otherRoot, ...proof].map((hash) => `${encodeBase64(hash)}\n`).join('')}\n${first}\n${second}`

export const parseSplitView = (file: string): Result<SplitView> => {
  // A note has one empty line in it, and so has the file between its parts.
  const [head = '', ...parts] = file.split('\n\n')
  const [header, ...lines] = head.split('\n')
  if (header !== HEADER) return malformed(`the first line is "${HEADER}"`)
  if (parts.length !== 4) return malformed('two signed notes follow the hashes')
  const hashes = lines.map((line) => decodeBase64(line))
  const [otherRoot, ...proof] = hashes.filter((hash) => hash?.length === HASH_SIZE) as Uint8Array[]
  if (!otherRoot || proof.length + 1 !== lines.length || proof.length > PROOF_MAX)
    return malformed('the root and the proof are lines of 32 bytes in base64')
  const [text, signatures, ...second] = parts as [string, string, string, string]
  return ok({ first: `${text}\n\n${signatures}\n`, second: second.join('\n\n'), otherRoot, proof })
}

/** `keys` are those of the log, all under its origin. */
export const checkSplitView = (
  hash: Hash,
  verify: VerifyEd25519,
  file: string,
  keys: readonly Vkey[],
): Result<SplitViewFound> => {
  const parsed = parseSplitView(file)
  if (!parsed.ok) return parsed
  const { otherRoot, proof } = parsed.value
  const first = openSigned(parsed.value.first, keys, verify)
  if (!first.ok) return first
  const second = openSigned(parsed.value.second, keys, verify)
  if (!second.ok) return second
  if (first.value.origin !== second.value.origin)
    return fail('split-view-none', 'the checkpoints are of two logs, each with an origin of its own')
  const { size, root } = first.value
  const isProven = verifyConsistency(hash, size, second.value.size, proof, otherRoot, second.value.root)
  if (size === 0 || !isProven || equalBytes(otherRoot, root))
    return fail('split-view-none', 'the two checkpoints may be of one log that has grown')
  return ok({ first: first.value, second: second.value })
}

const openSigned = (
  note: string,
  keys: readonly Vkey[],
  verify: VerifyEd25519,
): Result<SplitViewFound['first']> => {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const checkpoint = parseCheckpoint(parsed.value.text)
  if (!checkpoint.ok) return checkpoint
  const own = keys.filter(({ name }) => name === checkpoint.value.origin)
  const signers = verifyNote(parsed.value, own, verify)
  return signers.ok ? ok({ ...checkpoint.value, signers: signers.value.map(({ vkey }) => vkey) }) : signers
}

const HEADER = 'maru split-view v1'
const PROOF_MAX = 63

const malformed = (message: string) => fail('split-view-malformed', message)
