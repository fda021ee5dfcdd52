/** Entries that are handed over each with its own proof, all under one key. */
import type { Hash } from '@maru/kernel/crypto/host.ts'
import type { VerifyEd25519 } from '@maru/kernel/log/ports.ts'
import { checkProof, parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { fault } from '../report.ts'

export interface Proved {
  readonly bytes: Uint8Array
  readonly index: number
  /** Of the log, in the checkpoint that was signed. */
  readonly size: number
}

/** Throws where the proof does not hold. */
export const createProofReader = (vkeyText: string, hash: Hash, verifyEd25519: VerifyEd25519) => {
  const vkey = parseVkey(hash, vkeyText.trim())
  if (!vkey.ok) throw fault('V9-unreadable', `the log's key cannot be read: ${vkey.message}`)
  return (file: string): Proved => {
    const parsed = parseTlogProof(file)
    if (!parsed.ok || !parsed.value.extra)
      throw fault('V9-unreadable', 'a proof in the file cannot be read, or has no entry')
    const { index, extra } = parsed.value
    const checked = checkProof(hash, verifyEd25519, file, extra, vkey.value)
    if (!checked.ok) throw fault('V9-proof', `entry ${index}: ${checked.message}`, { index })
    return { bytes: extra, index, size: checked.value.size }
  }
}
