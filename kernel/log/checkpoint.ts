import { decodeBase64, encodeBase64 } from './base64.ts'
import { parseDecimal } from './bytes.ts'
import { HASH_SIZE } from './leaf.ts'
import { parseNote } from './note.ts'
import type { VerifyEd25519 } from './ports.ts'
import { fail, ok, type Result } from './result.ts'
import { type Signer, verifyNote } from './signature.ts'
import type { Vkey } from './vkey.ts'

/** What a log commits to: so many entries, under this root (c2sp.org/tlog-checkpoint). */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

/** The text of the note. Extension lines are never written: nobody can audit them. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => {
  if (origin === '' || origin.includes('\n')) throw new RangeError('the origin is one line')
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('the size of a log is a whole number')
  if (root.length !== HASH_SIZE) throw new RangeError('the root of a log has 32 bytes')
  return `${origin}\n${size}\n${encodeBase64(root)}\n`
}

export const parseCheckpoint = (text: string): Result<Checkpoint> => {
  const [origin, sizeLine, rootLine, ...rest] = text.split('\n')
  const size = parseDecimal(sizeLine ?? '')
  const root = decodeBase64(rootLine ?? '')
  if (!origin) return malformed('the first line is the origin of the log')
  if (size === undefined) return malformed('the second line is the size, in decimal')
  if (root?.length !== HASH_SIZE) return malformed('the third line is the root, 32 bytes in base64')
  if (rest.pop() !== '' || rest.includes('')) return malformed('a line is empty or not ended')
  return ok({ origin, size, root })
}

/** Signed by the log, whose key has the origin for a name, and by no known witness wrongly. */
export const openCheckpoint = (
  note: string,
  log: Vkey,
  verify: VerifyEd25519,
  witnesses: readonly Vkey[] = [],
): Result<Checkpoint & { signers: Signer[] }> => {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const signers = verifyNote(parsed.value, [log, ...witnesses], verify)
  if (!signers.ok) return signers
  if (!signers.value.some(({ vkey }) => vkey === log))
    return fail('note-unsigned', `${log.name} has not signed the checkpoint`)
  const checkpoint = parseCheckpoint(parsed.value.text)
  if (!checkpoint.ok) return checkpoint
  if (checkpoint.value.origin !== log.name)
    return fail('checkpoint-origin', `the checkpoint is not of ${log.name}`)
  return ok({ ...checkpoint.value, signers: signers.value })
}

const malformed = (message: string) => fail('checkpoint-malformed', message)
