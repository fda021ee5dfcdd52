/** Who has signed a checkpoint, and whether the log's key and those of a policy have: judged here. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { openCheckpoint, parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote, type Note, type Signature } from '@maru/kernel/log/note.ts'
import { parsePolicy } from '@maru/kernel/log/policy.ts'
import { verifyNote } from '@maru/kernel/log/signature.ts'
import { parseVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { hash } from '../../city/hash.ts'
import { verifyEd25519 } from '../../city/verify.ts'

export interface SignedCheckpoint {
  readonly isSigned: boolean
  /** Entries that it is of, and the fingerprint of all of them in hexadecimal; undefined when it cannot be read. */
  readonly size?: number
  readonly root?: string
  readonly signers: readonly Signer[]
}

export interface Signer {
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly keyId: string
  readonly isLog: boolean
  /** When a witness says that it signed, in milliseconds since 1970. */
  readonly time?: number
  /** Whether a witness's signature holds, where the policy has its key. */
  readonly holds?: boolean
}

/** `policyText` is a policy (c2sp.org/tlog-policy) with the keys of witnesses, where there is one. */
export const readCheckpoint = (text: string, vkey: string, policyText = ''): SignedCheckpoint => {
  const key = parseVkey(hash, vkey)
  const note = parseNote(text)
  if (!key.ok || !note.ok) return { isSigned: false, signers: [] }
  const checkpoint = parseCheckpoint(note.value.text)
  const { name, keyId } = key.value
  const policy = parsePolicy(hash, policyText)
  const witnesses = policy.ok ? policy.value.witnesses.map((witness) => witness.vkey) : []
  return {
    isSigned: openCheckpoint(text, key.value, verifyEd25519).ok,
    ...(checkpoint.ok && { size: checkpoint.value.size, root: bytesToHex(checkpoint.value.root) }),
    signers: note.value.signatures.map((signature) => ({
      name: signature.name,
      keyId: signature.keyId.toString(16).padStart(8, '0'),
      isLog: signature.name === name && signature.keyId === keyId,
      ...timeOf(signature),
      ...holdsOf(note.value, signature, witnesses),
    })),
  }
}

const holdsOf = ({ text }: Note, signature: Signature, witnesses: readonly Vkey[]): { holds?: boolean } => {
  const vkey = witnesses.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId)
  return vkey ? { holds: verifyNote({ text, signatures: [signature] }, [vkey], verifyEd25519).ok } : {}
}

/** A cosignature is a time in seconds, eight bytes, and 64 bytes of Ed25519 (c2sp.org/tlog-cosignature). */
const timeOf = ({ bytes }: Signature): { readonly time?: number } => {
  if (bytes.length !== 72) return {}
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0))
  return seconds <= secondsMax ? { time: seconds * 1000 } : {}
}

/** The last second that a date can have. */
const secondsMax = 8_640_000_000_000
