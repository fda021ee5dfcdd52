/**
 * A witness's judgement (c2sp.org/tlog-witness), without its clock, disk and key: from what it cosigned last and a
 * request, to what it may do. It cosigns only what extends everything it has cosigned before, so that whoever sees its
 * signature knows that nobody else was shown another log.
 */
import { parseAddCheckpoint } from './add-checkpoint.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { emptyRoot } from './leaf.ts'
import { parseNote, type Note } from './note.ts'
import type { Hash, VerifyEd25519 } from './ports.ts'
import { oldRootOf, verifyConsistency } from './proof.ts'
import { equalBytes } from '../codec/cbor.ts'
import { verifyNote } from './signature.ts'
import type { Vkey } from './vkey.ts'

/** A request of a log that the witness knows, signed with a key of that log. */
export interface SignedRequest {
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: Checkpoint
  /** The text that is cosigned, with the signatures of the log's known keys and no others. */
  readonly note: Note
}

/** What the witness cosigned last of a log. */
export interface Known {
  readonly size: number
  readonly root: Uint8Array
}

/** HTTP status and reason of what is not cosigned. */
export interface Refused {
  readonly status: 400 | 403 | 404 | 422
  readonly code: string
  readonly message: string
}

export type Opened =
  | { readonly ok: true; readonly request: SignedRequest }
  | ({ readonly ok: false } & Refused)

/** What can be judged without knowing what was cosigned before. */
export const openRequest = (
  body: string,
  keysOf: (origin: string) => readonly Vkey[] | undefined,
  verify: VerifyEd25519,
): Opened => {
  const parsed = parseAddCheckpoint(body)
  if (!parsed.ok) return refused(400, parsed.code, parsed.message)
  const note = parseNote(parsed.value.note)
  if (!note.ok) return refused(400, note.code, note.message)
  const checkpoint = parseCheckpoint(note.value.text)
  if (!checkpoint.ok) return refused(400, checkpoint.code, checkpoint.message)
  const { origin, size } = checkpoint.value
  const keys = keysOf(origin)
  if (!keys) return refused(404, 'log-unknown', `the log ${origin} is not one of this witness`)
  const signers = verifyNote(note.value, keys, verify)
  if (!signers.ok) return refused(403, signers.code, signers.message)
  const { oldSize, proof } = parsed.value
  if (oldSize > size) return refused(400, 'old-size-larger', 'the old size is larger than the checkpoint')
  const signatures = note.value.signatures.filter(({ name, keyId }) =>
    keys.some((key) => key.name === name && key.keyId === keyId),
  )
  return {
    ok: true,
    request: { oldSize, proof, checkpoint: checkpoint.value, note: { text: note.value.text, signatures } },
  }
}

export type Growth =
  | { readonly decision: 'cosign' }
  /** 409: the log has to prove from this size on. */
  | ({ readonly decision: 'resync'; readonly size: number } & OfTwoLogs)
  /** 422 */
  | ({ readonly decision: 'refuse'; readonly message: string } & OfTwoLogs)

/** The log has signed two logs: this is the root of its other one, at the size that was cosigned. */
interface OfTwoLogs {
  readonly otherRoot?: Uint8Array
}

/**
 * Judges a request by what was cosigned last; undefined when nothing was. `shownRoot` is the root at that size which the
 * log's own tiles give, where somebody has read them: it is believed only as far as the proof goes.
 */
export const judgeGrowth = (
  hash: Hash,
  known: Known | undefined,
  request: SignedRequest,
  shownRoot?: Uint8Array,
): Growth => {
  const { oldSize, proof, checkpoint } = request
  const { size, root } = known ?? { size: 0, root: emptyRoot(hash) }
  const isOther = (shown: Uint8Array | undefined): OfTwoLogs =>
    size > 0 && shown && !equalBytes(shown, root) ? { otherRoot: shown } : {}
  // Of the same size there is nothing to prove, whatever the log believes to be known.
  if (checkpoint.size === size && !equalBytes(checkpoint.root, root))
    return oldSize === size
      ? refuse(isOther(checkpoint.root))
      : { decision: 'resync', size, ...isOther(checkpoint.root) }
  if (oldSize !== size) return { decision: 'resync', size }
  if (verifyConsistency(hash, size, checkpoint.size, proof, root, checkpoint.root))
    return { decision: 'cosign' }
  const isShown =
    shownRoot && verifyConsistency(hash, size, checkpoint.size, proof, shownRoot, checkpoint.root)
  return refuse(isOther(isShown ? shownRoot : oldRootOf(hash, size, checkpoint.size, proof, checkpoint.root)))
}

const refuse = (otherLog: OfTwoLogs): Growth => ({
  decision: 'refuse',
  message: 'the proof does not show that this checkpoint extends the one cosigned last',
  ...otherLog,
})

const refused = (status: Refused['status'], code: string, message: string): Opened => ({
  ok: false,
  status,
  code,
  message,
})
