/** What a log asks a witness (c2sp.org/tlog-witness, "add-checkpoint"): the size it knows, a proof, a checkpoint. */
import { decodeBase64, encodeBase64 } from './base64.ts'
import { parseDecimal } from './bytes.ts'
import { HASH_SIZE } from './leaf.ts'
import { fail, ok, type Result } from './result.ts'

export interface AddCheckpoint {
  /** What the witness has cosigned last, as the log believes. */
  readonly oldSize: number
  /** From the old size to that of the checkpoint. */
  readonly proof: readonly Uint8Array[]
  /** The signed note, to the letter. */
  readonly note: string
}

export const formatAddCheckpoint = ({ oldSize, proof, note }: AddCheckpoint): string =>
  `old ${oldSize}\n${proof.map((hash) => `${encodeBase64(hash)}\n`).join('')}\n${note}`

export const parseAddCheckpoint = (body: string): Result<AddCheckpoint> => {
  const split = body.indexOf('\n\n')
  if (split < 0) return malformed('no empty line separates the proof from the checkpoint')
  const [oldLine = '', ...lines] = body.slice(0, split).split('\n')
  const oldSize = parseDecimal(oldLine.slice('old '.length))
  if (!oldLine.startsWith('old ') || oldSize === undefined)
    return malformed('the first line is "old" and a size')
  if (lines.length > PROOF_MAX) return malformed(`there are more than ${PROOF_MAX} hashes`)
  const proof: Uint8Array[] = []
  for (const line of lines) {
    const hash = decodeBase64(line)
    if (hash?.length !== HASH_SIZE) return malformed('a line of the proof is no hash of 32 bytes')
    proof.push(hash)
  }
  return ok({ oldSize, proof, note: body.slice(split + 2) })
}

const PROOF_MAX = 63

const malformed = (message: string) => fail('request-malformed', message)
