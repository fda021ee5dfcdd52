import { decodeBase64, encodeBase64 } from './base64.ts'
import { parseDecimal } from './bytes.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { HASH_SIZE, leafHash } from './leaf.ts'
import type { Hash, VerifyEd25519 } from './ports.ts'
import { verifyInclusion } from './proof.ts'
import { fail, ok, type Result } from './result.ts'
import type { Signer } from './signature.ts'
import type { Vkey } from './vkey.ts'

/** A resident's receipt (c2sp.org/tlog-proof): proves an entry offline, with this server long gone. */
export type TlogProof = {
  index: number
  hashes: readonly Uint8Array[]
  /** The signed note, kept to the letter. */
  checkpoint: string
  /** Whatever the log wants to hand over with the proof; nothing vouches for it. */
  extra?: Uint8Array
}

export const formatTlogProof = ({ extra, index, hashes, checkpoint }: TlogProof): string => {
  const extraLine = extra ? `extra ${encodeBase64(extra)}\n` : ''
  return `${HEADER}${extraLine}index ${index}\n${hashes.map(formatHash).join('')}\n${checkpoint}`
}

export const parseTlogProof = (file: string): Result<TlogProof> => {
  if (!file.startsWith(HEADER)) return malformed('the first line is c2sp.org/tlog-proof@v1')
  const split = file.indexOf('\n\n')
  if (split < 0) return malformed('no empty line separates proof and checkpoint')
  const lines = file.slice(HEADER.length, Math.max(split, HEADER.length)).split('\n')
  const extraLine = lines[0]!.startsWith('extra ') ? lines.shift()! : undefined
  const extra = decodeBase64(extraLine?.slice('extra '.length) ?? '')
  if (!extra) return malformed('the extra line has no base64')
  const indexLine = lines.shift() ?? ''
  const index = parseDecimal(indexLine.slice('index '.length))
  if (!indexLine.startsWith('index ') || index === undefined) return malformed('the index line is missing')
  if (lines.length > MAX_HASHES) return malformed(`there are more than ${MAX_HASHES} hashes`)
  const hashes: Uint8Array[] = []
  for (const line of lines) {
    const hash = decodeBase64(line)
    if (hash?.length !== HASH_SIZE) return malformed('a line of the proof is no hash of 32 bytes')
    hashes.push(hash)
  }
  const proof = { index, hashes, checkpoint: file.slice(split + 2) }
  return ok(extraLine === undefined ? proof : { ...proof, extra })
}

/** The entry is in the log of this key, by a checkpoint that the log has signed. */
export const checkProof = (
  hash: Hash,
  verify: VerifyEd25519,
  file: string,
  entry: Uint8Array,
  log: Vkey,
  witnesses: readonly Vkey[] = [],
): Result<Checkpoint & { index: number; extra?: Uint8Array; signers: Signer[] }> => {
  const proof = parseTlogProof(file)
  if (!proof.ok) return proof
  const { index, hashes, extra } = proof.value
  const opened = openCheckpoint(proof.value.checkpoint, log, verify, witnesses)
  if (!opened.ok) return opened
  const { size, root } = opened.value
  return verifyInclusion(hash, index, size, leafHash(hash, entry), hashes, root)
    ? ok({ ...opened.value, index, ...(extra && { extra }) })
    : fail('proof-invalid', 'the entry is not the one that the proof is for')
}

const HEADER = 'c2sp.org/tlog-proof@v1\n'

const MAX_HASHES = 63

const formatHash = (hash: Uint8Array): string => `${encodeBase64(hash)}\n`

const malformed = (message: string) => fail('proof-malformed', message)
